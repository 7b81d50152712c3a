package io.snapfleet.bake.engine;

/** Texts and characters in quotes, as they are written in Go's programs. */
final class GoQuotes {
  /** What stands for a character that does not exist. */
  static final int REPLACEMENT = 0xFFFD;

  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private GoQuotes() {}

  /**
   * @param ascii whether all other characters are escaped
   */
  static String text(String text, boolean ascii) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(one -> quoted.append(escaped(one, '"', ascii)));
    return quoted.append('"').toString();
  }

  static String character(int one, boolean ascii) {
    return "'" + escaped(one, '\'', ascii) + "'";
  }

  /** Whether a text can be written between backquotes, where nothing is escaped. */
  static boolean isRaw(String text) {
    return text.codePoints()
        .allMatch(
            one ->
                one == '\t' || (one >= ' ' && one != '`' && one != 127 && one != BYTE_ORDER_MARK));
  }

  private static String escaped(int one, char quote, boolean ascii) {
    if (one == quote) {
      return "\\" + quote;
    }
    return switch (one) {
      case '\\' -> "\\\\";
      case 7 -> "\\a";
      case '\b' -> "\\b";
      case '\f' -> "\\f";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case 11 -> "\\v";
      default -> {
        if (isPrintable(one) && (one < 128 || !ascii)) {
          yield Character.toString(one);
        }
        yield (one < 128 ? "\\x%02x" : one < 0x10000 ? "\\u%04x" : "\\U%08x").formatted(one);
      }
    };
  }

  static boolean isPrintable(int one) {
    return switch (Character.getType(one)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      case Character.SPACE_SEPARATOR -> one == ' ';
      default -> true;
    };
  }
}
