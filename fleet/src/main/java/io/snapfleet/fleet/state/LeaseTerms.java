package io.snapfleet.fleet.state;

import java.time.Duration;

/**
 * How leases live.
 *
 * @param heartbeat how often a holder shows that it is alive
 * @param expiry how long after its last heartbeat a holder is taken for dead
 */
public record LeaseTerms(Duration heartbeat, Duration expiry) {
  public static final LeaseTerms DEFAULT =
      new LeaseTerms(Duration.ofSeconds(3), Duration.ofSeconds(15));

  public LeaseTerms {
    if (heartbeat.isNegative() || heartbeat.isZero() || expiry.compareTo(heartbeat) <= 0) {
      throw new IllegalArgumentException(
          "a lease must outlive its heartbeat: " + heartbeat + ", " + expiry);
    }
  }
}
