package io.snapfleet.vault.format;

/** Stored data is not what the format allows. The message says what is wrong and where. */
public final class FormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FormatException(String message) {
    super(message);
  }

  public FormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
