package io.snapfleet.provider.api;

import java.time.Duration;
import java.util.Objects;

/**
 * A name that stands for an address.
 *
 * @param zone the domain, such as {@code example.org}
 * @param name relative to the zone, such as {@code www}; {@code @} for the zone itself
 * @param address an IPv4 or IPv6 address
 * @param timeToLive how long others may remember it, in whole seconds
 */
public record AddressRecord(String zone, String name, String address, Duration timeToLive) {
  public AddressRecord {
    Objects.requireNonNull(zone, "zone");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(timeToLive, "timeToLive");
  }

  /** Whether it is one of IPv6 (AAAA), and not of IPv4 (A). */
  public boolean isV6() {
    return address.contains(":");
  }
}
