package io.snapfleet.cli.command;

import picocli.CommandLine.Parameters;

/** Which snapshot set a command is about. */
final class SnapshotPrefix {
  @Parameters(
      index = "0",
      paramLabel = "PREFIX",
      description = "The beginning of the set's id, at least 4 characters.")
  private String text = "";

  String text() {
    return text;
  }
}
