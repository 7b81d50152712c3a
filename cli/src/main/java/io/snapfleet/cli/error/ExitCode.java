package io.snapfleet.cli.error;

/** How a command ended, as scripts see it. The numbers are documented and never change. */
public enum ExitCode {
  DONE(0),
  FAILED(1),
  BAD_INPUT(2),
  PROVIDER_REFUSED(3),
  TIMED_OUT(4),
  DECLINED(5);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
