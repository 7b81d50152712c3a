package io.snapfleet.bake.engine;

/** A text cannot be parsed or rendered. The message is a clause without a full stop. */
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int offset;

  public EngineException(int offset, String message) {
    super(message);
    this.offset = offset;
  }

  /** Where in the text, counted in chars from 0. */
  public int offset() {
    return offset;
  }
}
