package io.snapfleet.vault.format;

import java.nio.charset.StandardCharsets;

/** Turns the inside of a JSON text with escapes into characters. */
final class JsonEscapes {
  private static final char REPLACEMENT = '\ufffd';

  private JsonEscapes() {}

  static String decode(byte[] in, int from, int to) {
    StringBuilder out = new StringBuilder(to - from);
    int at = from;
    while (at < to) {
      int plain = at;
      while (at < to && in[at] != '\\') {
        at++;
      }
      out.append(new String(in, plain, at - plain, StandardCharsets.UTF_8));
      if (at < to) {
        at = escape(in, at + 1, to, out);
      }
    }
    return withoutHalfPairs(out);
  }

  private static int escape(byte[] in, int at, int to, StringBuilder out) {
    switch (in[at]) {
      case '"', '\\', '/' -> out.append((char) in[at]);
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'u' -> {
        out.append(unit(in, at + 1, to));
        return at + 5;
      }
      default -> throw new FormatException("JSON at byte " + at + ": unknown escape");
    }
    return at + 1;
  }

  private static char unit(byte[] in, int at, int to) {
    if (to - at < 4) {
      throw new FormatException("JSON at byte " + at + ": an escape is cut off");
    }
    int value = 0;
    for (int i = at; i < at + 4; i++) {
      int digit = in[i] < 0 ? -1 : Character.digit(in[i], 16);
      if (digit < 0) {
        throw new FormatException("JSON at byte " + at + ": an escape is not hex");
      }
      value = value << 4 | digit;
    }
    return (char) value;
  }

  private static String withoutHalfPairs(StringBuilder text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isHighSurrogate(text.charAt(i))
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(text.charAt(i))) {
        text.setCharAt(i, REPLACEMENT);
      }
    }
    return text.toString();
  }
}
