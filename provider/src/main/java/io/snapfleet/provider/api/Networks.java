package io.snapfleet.provider.api;

import java.util.List;

/** Private networks that machines of one fleet share. */
public interface Networks {
  /**
   * Creates a network with a range of addresses that is free here. Idempotent by name: an existing
   * one of ours with this name is returned, and made complete first if it is not.
   */
  Network create(String name, Tags tags);

  List<Network> networks(Tags selector);

  /**
   * Deletes it; gone already is no error. {@link ProviderException.Conflict} while machines are in
   * it.
   */
  void delete(NetworkId id);
}
