package io.snapfleet.bench.measure;

import java.io.Serial;

/** The measurement cannot go on; the message says what happened and what to do. */
public final class BenchException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public BenchException(String message) {
    super(message);
  }

  public BenchException(String message, Throwable cause) {
    super(message, cause);
  }
}
