package io.snapfleet.bake.run;

/** A build, or a step of it, has failed. The message is one sentence for people. */
public sealed class BuildException extends RuntimeException
    permits KeptResultException, UnreachableException {
  private static final long serialVersionUID = 1L;

  public BuildException(String message) {
    super(message);
  }

  public BuildException(String message, Throwable cause) {
    super(message, cause);
  }
}
