package io.snapfleet.devcloud;

/**
 * How many calls a token may make.
 *
 * @param perHour 0 where nothing is limited; then answers say nothing of limits
 * @param perMinute 0 where bursts are not limited
 */
public record RateLimits(int perHour, int perMinute) {
  public RateLimits {
    if (perHour < 0 || perMinute < 0) {
      throw new IllegalArgumentException("a limit is never negative");
    }
  }

  /** The vendor's own. */
  public static RateLimits usual() {
    return new RateLimits(5000, 250);
  }

  public static RateLimits off() {
    return new RateLimits(0, 0);
  }
}
