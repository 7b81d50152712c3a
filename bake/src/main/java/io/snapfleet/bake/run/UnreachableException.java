package io.snapfleet.bake.run;

/**
 * What is worked on cannot be reached now, as while it restarts. Nothing was begun: whoever wanted
 * something may try again.
 */
public final class UnreachableException extends BuildException {
  private static final long serialVersionUID = 1L;

  public UnreachableException(String message) {
    super(message);
  }

  public UnreachableException(String message, Throwable cause) {
    super(message, cause);
  }
}
