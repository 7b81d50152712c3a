package io.snapfleet.bake.engine;

/** A function refuses what it was given. The message is a clause without a full stop. */
public final class FunctionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FunctionException(String message) {
    super(message);
  }
}
