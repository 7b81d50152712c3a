package io.snapfleet.fleet.spec;

import io.snapfleet.fleet.model.DomainName;
import java.util.List;
import java.util.Optional;

/** Which settings of a site go together. */
final class SiteRules {
  private SiteRules() {}

  /** What is wrong with asking a provider for a load balancer that has none. */
  static Fault noLoadBalancers(String provider) {
    return Fault.value(
        List.of("site", "balancer"),
        "provider",
        "provider " + provider + " runs no load balancers",
        "remove the line, and let a proxy machine balance");
  }

  /** What is wrong with a zone, given the domain. */
  static Optional<Fault> fault(Optional<String> domain, Optional<String> zone) {
    return zone.filter(named -> domain.filter(name -> DomainName.isIn(name, named)).isEmpty())
        .map(
            named ->
                Fault.value(
                    List.of("site", "zone"),
                    named,
                    domain
                        .map(name -> "is not the zone of " + name)
                        .orElse("needs a domain that lies in it"),
                    domain.isPresent()
                        ? "name the zone that the domain lies in"
                        : "give site.domain"));
  }
}
