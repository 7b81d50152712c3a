package io.snapfleet.devcloud;

import java.time.Duration;
import java.util.Objects;

/**
 * How much the account may have.
 *
 * @param betweenVolumeSnapshots how long a volume must wait for its next snapshot
 */
public record Quotas(int droplets, int volumes, Duration betweenVolumeSnapshots) {
  public Quotas {
    Objects.requireNonNull(betweenVolumeSnapshots, "betweenVolumeSnapshots");
    if (droplets < 0 || volumes < 0 || betweenVolumeSnapshots.isNegative()) {
      throw new IllegalArgumentException("a quota is never negative");
    }
  }

  /** What a new account has. */
  public static Quotas usual() {
    return new Quotas(25, 100, Duration.ofMinutes(10));
  }

  /** Nothing that a test would meet. */
  public static Quotas generous() {
    return new Quotas(10_000, 10_000, Duration.ZERO);
  }

  public Quotas withDroplets(int most) {
    return new Quotas(most, volumes, betweenVolumeSnapshots);
  }

  public Quotas withVolumes(int most) {
    return new Quotas(droplets, most, betweenVolumeSnapshots);
  }
}
