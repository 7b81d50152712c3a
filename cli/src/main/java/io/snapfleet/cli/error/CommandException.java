package io.snapfleet.cli.error;

/** A command's own refusal: it knows what is wrong, where, and what to do about it. */
public final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Failure failure;

  public CommandException(Failure failure) {
    super(failure.error());
    this.failure = failure;
  }

  public CommandException(String error, String where, String fix, ExitCode exitCode) {
    this(new Failure(error, where, fix, exitCode));
  }

  public Failure failure() {
    return failure;
  }
}
