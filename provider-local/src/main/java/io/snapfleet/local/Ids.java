package io.snapfleet.local;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes ids that were never used before: a letter for the kind of thing, and random digits. */
final class Ids {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  static String next(String kind) {
    return kind + "-" + random(5);
  }

  /** Random hexadecimal digits, two a byte. */
  static String random(int bytes) {
    byte[] drawn = new byte[bytes];
    RANDOM.nextBytes(drawn);
    return HexFormat.of().formatHex(drawn);
  }
}
