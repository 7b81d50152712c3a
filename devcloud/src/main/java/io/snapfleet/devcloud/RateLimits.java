package io.snapfleet.devcloud;

/**
 * How many calls a token may make.
 *
 * @param perHour 0 where nothing is limited; then answers say nothing of limits
 * @param perMinute 0 where bursts are not limited
 */
public record RateLimits(int perHour, int perMinute) {
  private static final int SHARE_OF_A_MINUTE = 20;

  public RateLimits {
    if (perHour < 0 || perMinute < 0) {
      throw new IllegalArgumentException("a limit is never negative");
    }
  }

  /** The vendor's own. */
  public static RateLimits usual() {
    return perHour(5000);
  }

  /** In a minute a twentieth of it, as the vendor has it. */
  public static RateLimits perHour(int calls) {
    return new RateLimits(calls, Math.ceilDiv(calls, SHARE_OF_A_MINUTE));
  }

  public static RateLimits off() {
    return new RateLimits(0, 0);
  }
}
