package io.snapfleet.fleet.model;

import java.util.Objects;
import java.util.Optional;

/**
 * A domain in a zone that the provider keeps.
 *
 * @param name relative to the zone; {@code @} for the zone itself
 */
public record DomainName(String zone, String name) {
  public DomainName {
    Objects.requireNonNull(zone, "zone");
    Objects.requireNonNull(name, "name");
  }

  /** The one that a site wants kept, where it wants that. */
  public static Optional<DomainName> of(SiteSpec site) {
    String domain = site.domain();
    String zone = site.zone();
    if (domain == null || zone == null) {
      return Optional.empty();
    }
    return Optional.of(
        new DomainName(
            zone,
            domain.equals(zone) ? "@" : domain.substring(0, domain.length() - zone.length() - 1)));
  }

  /** Whether a domain is the zone or lies in it. */
  public static boolean isIn(String domain, String zone) {
    return domain.equals(zone) || domain.endsWith("." + zone);
  }

  @Override
  public String toString() {
    return name.equals("@") ? zone : name + "." + zone;
  }
}
