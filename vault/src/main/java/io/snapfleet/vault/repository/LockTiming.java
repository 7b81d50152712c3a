package io.snapfleet.vault.repository;

import java.time.Duration;

/**
 * When locks are looked at again, refreshed and given up. Every program that uses a repository must
 * keep to the same.
 *
 * @param recheck how long after making a lock others' locks are looked for once more
 * @param refresh how often a lock is made anew
 * @param lost how long without a refresh until the holder stops
 * @param stale how long without a refresh until others may remove it
 */
public record LockTiming(Duration recheck, Duration refresh, Duration lost, Duration stale) {
  /** As restic has it. */
  public static final LockTiming RESTIC =
      new LockTiming(
          Duration.ofMillis(200),
          Duration.ofMinutes(5),
          Duration.ofSeconds(1350),
          Duration.ofMinutes(30));
}
