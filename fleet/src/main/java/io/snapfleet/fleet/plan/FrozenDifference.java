package io.snapfleet.fleet.plan;

import java.util.Objects;

/**
 * A setting that is fixed in a snapshot set's images and wanted otherwise.
 *
 * @param name its path in the fleet file, such as {@code tiers.web.size}
 * @param inSet its value there; empty where the set has none
 * @param wanted its value in the fleet file; empty where it has none
 * @param refused whether a build from the set must not go on
 * @param reason a clause that says why, or what to expect
 */
public record FrozenDifference(
    String name, String inSet, String wanted, boolean refused, String reason) {
  public FrozenDifference {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(inSet, "inSet");
    Objects.requireNonNull(wanted, "wanted");
    Objects.requireNonNull(reason, "reason");
  }
}
