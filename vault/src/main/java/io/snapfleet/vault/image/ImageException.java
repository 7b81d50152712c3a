package io.snapfleet.vault.image;

/** An image cannot be read or written; the message is for the operator. */
public final class ImageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ImageException(String message) {
    super(message);
  }

  ImageException(String message, Throwable cause) {
    super(message, cause);
  }
}
