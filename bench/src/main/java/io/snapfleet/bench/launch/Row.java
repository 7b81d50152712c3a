package io.snapfleet.bench.launch;

import io.snapfleet.bench.measure.Samples;
import org.jspecify.annotations.Nullable;

/**
 * One line of the table: what was measured, how long Snapfleet took, and how long its peer took.
 *
 * @param peer null where there is nothing to compare with
 * @param goal in words; empty where none is set
 */
record Row(String what, Samples snapfleet, @Nullable Peer peer, String goal) {

  /** What does the same by other means. */
  record Peer(String name, Samples times) {}
}
