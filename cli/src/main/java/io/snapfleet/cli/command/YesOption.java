package io.snapfleet.cli.command;

import picocli.CommandLine.Option;

/** A yes that is given beforehand. */
final class YesOption {
  @Option(
      names = {"-y", "--yes"},
      description = "Do it without asking.")
  private boolean given;

  boolean given() {
    return given;
  }
}
