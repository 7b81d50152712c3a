package io.snapfleet.cli.command;

import picocli.CommandLine.Parameters;

/** Which operation a command is about. */
final class OperationPrefix {
  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = "The beginning of the operation's id, at least 4 characters.")
  private String text = "";

  String text() {
    return text;
  }
}
