package io.snapfleet.fleet.plan;

/**
 * How fast machines are replaced.
 *
 * @param batch how many are replaced together: all that come have joined before any of those they
 *     replace goes, and before more join
 * @param surge how many more machines than wanted there may be meanwhile; at least {@code batch}
 */
public record Pace(int batch, int surge) {
  private static final int ALL = 1 << 30;

  /** All of them together. */
  public static final Pace AT_ONCE = new Pace(ALL, ALL);

  /** One after the other. */
  public static final Pace ONE_BY_ONE = new Pace(1, 1);

  public Pace {
    if (batch < 1 || surge < batch) {
      throw new IllegalArgumentException(
          "a batch of %d cannot come with a surge of %d".formatted(batch, surge));
    }
  }
}
