package io.snapfleet.vault.format;

/** One character of UTF-8 at a time, by Go's rules of what is valid. */
final class Utf8 {
  private Utf8() {}

  /** How many bytes the character at an offset has; 0 when there is no valid one. */
  static int length(byte[] bytes, int at) {
    int first = bytes[at] & 0xff;
    if (first < 0x80) {
      return 1;
    }
    int length = first >= 0xc2 && first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (first < 0xc2 || first > 0xf4 || bytes.length - at < length) {
      return 0;
    }
    for (int i = 1; i < length; i++) {
      if ((bytes[at + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return isShortest(point(bytes, at, length), length) ? length : 0;
  }

  /** The character of a length that {@link #length} has given. */
  static int point(byte[] bytes, int at, int length) {
    int point =
        switch (length) {
          case 1 -> bytes[at];
          case 2 -> bytes[at] & 0x1f;
          case 3 -> bytes[at] & 0x0f;
          default -> bytes[at] & 0x07;
        };
    for (int i = 1; i < length; i++) {
      point = point << 6 | (bytes[at + i] & 0x3f);
    }
    return point;
  }

  private static boolean isShortest(int point, int length) {
    return switch (length) {
      case 2 -> point >= 0x80;
      case 3 ->
          point >= 0x800 && !(point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
      default -> point >= 0x10000 && point <= Character.MAX_CODE_POINT;
    };
  }

  /** The text as Go's JSON encoder takes it: a replacement for each byte that is not UTF-8. */
  static String replaced(RawText text) {
    if (text.isUtf8()) {
      return text.text();
    }
    byte[] bytes = text.bytes();
    StringBuilder out = new StringBuilder(bytes.length);
    int at = 0;
    while (at < bytes.length) {
      int length = length(bytes, at);
      // Half a pair stands for a byte that is not UTF-8: the writer escapes it, as Go does.
      out.appendCodePoint(length == 0 ? 0xd800 : point(bytes, at, length));
      at += Math.max(1, length);
    }
    return out.toString();
  }
}
