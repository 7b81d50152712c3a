package io.snapfleet.devcloud.machine;

import java.util.List;

/** What stands behind droplets. */
public interface Machines extends AutoCloseable {
  /**
   * What a machine has to know of its droplet.
   *
   * @param address where it answers
   * @param userData as it was given, in whatever form
   * @param keys public keys that were named at its creation
   */
  record Guest(String id, String address, String userData, List<String> keys) {
    public Guest {
      keys = List.copyOf(keys);
    }
  }

  /** A droplet became active. May be told again of one it knows. */
  void started(Guest guest);

  /** A droplet is gone, or off. May be told of one it does not know. */
  void ended(Guest guest);

  @Override
  void close();
}
