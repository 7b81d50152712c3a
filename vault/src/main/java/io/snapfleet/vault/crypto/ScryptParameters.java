package io.snapfleet.vault.crypto;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * What a key file says about turning a password into a key. Refused when it is no scrypt parameter
 * set, or one whose cost only a damaged or hostile file would ask for.
 *
 * @param n the cost, a power of two
 * @param r the block size
 * @param p how many independent lanes
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out, compared by content
public record ScryptParameters(int n, int r, int p, byte[] salt) {

  /** {@code n} where nobody says otherwise. */
  public static final int COST = 1 << 14;

  private static final int SALT_LENGTH = 64;
  private static final long LARGEST_LANE = 512L << 20;
  private static final long LARGEST_WORK = 8L << 30;

  public ScryptParameters {
    if (n < 2 || Integer.bitCount(n) != 1 || r < 1 || p < 1) {
      throw new IllegalArgumentException(
          "scrypt with N=%d, r=%d, p=%d is not possible.".formatted(n, r, p));
    }
    if (laneBytes(n, r) > LARGEST_LANE || laneBytes(n, r) > LARGEST_WORK / p) {
      throw new IllegalArgumentException(
          "scrypt with N=%d, r=%d, p=%d costs more memory or time than any repository needs."
              .formatted(n, r, p));
    }
    salt = salt.clone();
  }

  /**
   * For new keys; with {@link #COST} 16 MiB and five lanes, one of the sets that OWASP's password
   * storage page gives.
   */
  public static ScryptParameters forNewKey(int cost, SecureRandom random) {
    byte[] salt = new byte[SALT_LENGTH];
    random.nextBytes(salt);
    return new ScryptParameters(cost, 8, 5, salt);
  }

  /** The memory that one lane needs. */
  long laneBytes() {
    return laneBytes(n, r);
  }

  private static long laneBytes(int n, int r) {
    return Math.multiplyHigh(n, 128L * r) == 0 ? n * 128L * r : Long.MAX_VALUE;
  }

  @Override
  public byte[] salt() {
    return salt.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ScryptParameters that
        && n == that.n
        && r == that.r
        && p == that.p
        && Arrays.equals(salt, that.salt);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * (31 * n + r) + p) + Arrays.hashCode(salt);
  }

  @Override
  public String toString() {
    return "scrypt N=%d r=%d p=%d".formatted(n, r, p);
  }
}
