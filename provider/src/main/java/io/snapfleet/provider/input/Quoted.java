package io.snapfleet.provider.input;

/** Text from a file, made fit for a one-line message. */
public final class Quoted {
  private static final int LONGEST = 60;

  private Quoted() {}

  /** In single quotes, without line breaks or control characters, cut where it is long. */
  public static String of(String text) {
    return "'" + plain(text) + "'";
  }

  /** A key as part of a path: as it is where that is readable, else quoted. */
  public static String key(String key) {
    return key.matches("[A-Za-z0-9_-]{1,60}") ? key : of(key);
  }

  /** The same without the quotes. */
  public static String plain(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints().limit(LONGEST).forEach(point -> append(shown, point));
    if (text.codePointCount(0, text.length()) > LONGEST) {
      shown.append("...");
    }
    return shown.toString();
  }

  private static void append(StringBuilder shown, int point) {
    switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          shown.append("\\u%04x".formatted(point));
      default -> shown.appendCodePoint(point);
    }
  }
}
