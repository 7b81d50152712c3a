package io.snapfleet.fleet.backup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Paths as the kernel has them are bytes that need not be UTF-8. Inside they are texts of one
 * character a byte, which sort as restic sorts a directory.
 */
final class RawPath {
  private RawPath() {}

  static String of(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }

  /** To be shown; what is not UTF-8 becomes a replacement character. */
  static String text(String raw) {
    return new String(raw.getBytes(ISO_8859_1), UTF_8);
  }
}
