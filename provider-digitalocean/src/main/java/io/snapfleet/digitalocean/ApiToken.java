package io.snapfleet.digitalocean;

import java.util.Objects;

/** A personal access token. Its text never appears in {@link #toString}, messages or logs. */
public final class ApiToken {
  private final String text;

  /**
   * @throws IllegalArgumentException without the text, if it cannot be a token
   */
  public ApiToken(String text) {
    this.text = Objects.requireNonNull(text, "text").strip();
    if (!this.text.matches("[!-~]{8,}")) {
      throw new IllegalArgumentException(
          "the DigitalOcean token is too short or has characters that no token has");
    }
  }

  /** The text itself, for the header that carries it. */
  String reveal() {
    return text;
  }

  /** The same text without this token in it, whoever put it there. */
  String hideIn(String message) {
    return message.replace(text, "[token]");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ApiToken token && token.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return "ApiToken[hidden]";
  }
}
