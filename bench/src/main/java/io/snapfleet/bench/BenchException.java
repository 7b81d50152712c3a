package io.snapfleet.bench;

import java.io.Serial;

/** The measurement cannot go on; the message says what happened and what to do. */
final class BenchException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  BenchException(String message) {
    super(message);
  }

  BenchException(String message, Throwable cause) {
    super(message, cause);
  }
}
