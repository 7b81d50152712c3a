package io.snapfleet.devcloud.fault;

import java.util.List;

/**
 * All that shall go wrong. Every rule counts its own matching calls; a call may meet several.
 *
 * @param seed of the draws of rules with a probability
 */
public record Faults(long seed, List<FaultRule> rules) {
  public Faults {
    rules = List.copyOf(rules);
  }

  public static Faults none() {
    return new Faults(0, List.of());
  }

  public static Faults of(FaultRule... rules) {
    return new Faults(0, List.of(rules));
  }
}
