package io.snapfleet.bake.run;

/** An artifact cannot be made of a piece that began with the kept result of earlier steps. */
public final class KeptResultException extends BuildException {
  private static final long serialVersionUID = 1L;

  public KeptResultException(String message) {
    super(message);
  }
}
