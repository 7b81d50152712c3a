package io.snapfleet.cli.command;

import picocli.CommandLine.Parameters;

/** Which operation a command is about. */
final class OperationPrefix {
  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = "The operation's id, or its beginning when no other begins so.")
  private String text = "";

  String text() {
    return text;
  }
}
