package io.snapfleet.fleet.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who spreads visitors' requests over the web machines. */
public enum BalancedBy {
  /** Machines of the fleet's own: those of the tier proxy, where it has any. */
  MACHINES,
  /** A load balancer that the provider runs. */
  PROVIDER;

  /** As it is written in files. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<BalancedBy> of(String text) {
    return Arrays.stream(values()).filter(one -> one.text().equals(text)).findFirst();
  }
}
