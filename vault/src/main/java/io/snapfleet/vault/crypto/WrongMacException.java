package io.snapfleet.vault.crypto;

/** The bytes are not what was stored with this key: damaged, truncated, or of another key. */
public final class WrongMacException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  WrongMacException(int length) {
    super(
        "The authentication code of %d encrypted bytes is wrong: they are damaged, or of another key."
            .formatted(length));
  }
}
