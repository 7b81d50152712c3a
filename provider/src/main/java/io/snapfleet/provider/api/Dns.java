package io.snapfleet.provider.api;

import java.util.List;

/**
 * Address records in zones of the account. Needs {@link Capability#DNS}. Records carry no tags: who
 * names a record says it is his.
 */
public interface Dns {
  /**
   * Makes the name stand for this address, and no other one of its kind (IPv4 or IPv6). There is no
   * moment at which the name has no address if it had one. Idempotent; {@link
   * ProviderException.NotFound} if the account does not have the zone.
   */
  void put(AddressRecord record);

  /**
   * The addresses that the name has in that zone, in no order; none where there is no such zone.
   */
  List<AddressRecord> records(String zone, String name);

  /** Deletes all addresses of the name; gone already, or no such zone, is no error. */
  void delete(String zone, String name);
}
