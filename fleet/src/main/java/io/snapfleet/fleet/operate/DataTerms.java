package io.snapfleet.fleet.operate;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What holds for the data of the machines an operation makes.
 *
 * @param comesWith the moment of the data they have when they are new; null where none are made
 * @param bound how old their data may be when they join
 * @param source what those are refreshed from that do not come with the newest
 */
record DataTerms(@Nullable Instant comesWith, FreshnessBound bound, RefreshSource source) {
  DataTerms {
    Objects.requireNonNull(bound, "bound");
    Objects.requireNonNull(source, "source");
  }

  /** For operations that make no machine. */
  static DataTerms none(Surroundings surroundings) {
    return new DataTerms(null, new FreshnessBound(surroundings, false), RefreshSource.none());
  }
}
