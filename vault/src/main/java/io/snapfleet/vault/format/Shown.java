package io.snapfleet.vault.format;

/** Text of unknown origin made fit for a message: short, and without control characters. */
final class Shown {
  private static final int LIMIT = 60;

  private Shown() {}

  static String shortened(String text) {
    String start = text.length() <= LIMIT ? text : text.substring(0, LIMIT) + "...";
    return '"' + start.replaceAll("\\p{Cntrl}", "?") + '"';
  }
}
