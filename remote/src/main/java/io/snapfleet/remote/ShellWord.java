package io.snapfleet.remote;

/** Texts for command lines. */
public final class ShellWord {
  private ShellWord() {}

  /** One word of any shell, on one line of bash's, that means exactly this text. */
  public static String of(String text) {
    return ScriptText.quote(text);
  }
}
