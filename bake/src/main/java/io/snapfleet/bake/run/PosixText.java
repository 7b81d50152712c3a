package io.snapfleet.bake.run;

/** Texts in command lines of any POSIX shell, quoted as Packer does it. */
public final class PosixText {
  private PosixText() {}

  /** One word that means exactly this text. */
  public static String word(String text) {
    return "'" + betweenQuotes(text) + "'";
  }

  /** The text as it must stand between two single quotes. */
  public static String betweenQuotes(String text) {
    return text.replace("'", "'\"'\"'");
  }
}
