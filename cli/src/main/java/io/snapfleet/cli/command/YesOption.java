package io.snapfleet.cli.command;

import picocli.CommandLine.Option;

/** A yes that is given beforehand. */
public final class YesOption {
  @Option(
      names = {"-y", "--yes"},
      description = "Do it without asking.")
  private boolean given;

  public boolean given() {
    return given;
  }
}
