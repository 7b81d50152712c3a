package io.snapfleet.bake.engine;

/** The escapes of a string in double quotes. */
final class GoString {
  private GoString() {}

  /**
   * What the string stands for.
   *
   * @param inner without the quotes
   * @param offset of the inner in its template, for what is said about it
   */
  static String unquote(String inner, int offset) {
    StringBuilder value = new StringBuilder();
    int at = 0;
    while (at < inner.length()) {
      char next = inner.charAt(at);
      if (next != '\\') {
        value.append(next);
        at++;
      } else {
        at += escape(inner, at, offset, value);
      }
    }
    return value.toString();
  }

  /** Appends what an escape stands for; the chars it took. */
  private static int escape(String inner, int at, int offset, StringBuilder value) {
    char kind = at + 1 < inner.length() ? inner.charAt(at + 1) : '\0';
    int simple = "abfnrtv\\\"".indexOf(kind);
    if (simple >= 0) {
      value.append("\u0007\b\f\n\r\t\u000b\\\"".charAt(simple));
      return 2;
    }
    int digits =
        switch (kind) {
          case 'x' -> 2;
          case 'u' -> 4;
          case 'U' -> 8;
          default -> 0;
        };
    int end = at + 2 + digits;
    if (digits == 0 || end > inner.length()) {
      throw unknown(offset + at);
    }
    value.appendCodePoint(codePoint(inner.substring(at + 2, end), offset + at));
    return 2 + digits;
  }

  private static int codePoint(String hexadecimal, int offset) {
    try {
      int point = Integer.parseUnsignedInt(hexadecimal, 16);
      if (Character.isValidCodePoint(point)) {
        return point;
      }
    } catch (NumberFormatException notHexadecimal) {
      throw unknown(offset);
    }
    throw unknown(offset);
  }

  private static EngineException unknown(int offset) {
    return new EngineException(offset, "a string has an escape that does not exist");
  }
}
