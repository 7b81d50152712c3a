package io.snapfleet.vault.maintain;

import java.time.Duration;

/**
 * How far to prune.
 *
 * @param unusedPercent how much of what is used may stay as unused bytes in partly used packs
 * @param maxRepackBytes no more than this is copied
 * @param patience how long to wait for others' locks
 */
public record PruneOptions(double unusedPercent, long maxRepackBytes, Duration patience) {
  /** As restic has it: 5 percent may stay unused, any amount may be copied. */
  public static final PruneOptions DEFAULT = new PruneOptions(5, Long.MAX_VALUE, Duration.ZERO);

  /** Copies whatever it takes that nothing unused stays. */
  public static final PruneOptions EVERYTHING = new PruneOptions(0, Long.MAX_VALUE, Duration.ZERO);

  public PruneOptions {
    if (!(unusedPercent >= 0) || maxRepackBytes < 0 || patience.isNegative()) {
      throw new IllegalArgumentException("Limits of pruning are not negative.");
    }
  }

  public PruneOptions waiting(Duration longest) {
    return new PruneOptions(unusedPercent, maxRepackBytes, longest);
  }

  public PruneOptions repackingAtMost(long bytes) {
    return new PruneOptions(unusedPercent, bytes, patience);
  }

  long unusedBytesThatMayStay(long usedBytes) {
    return (long) (usedBytes * unusedPercent / 100);
  }
}
