package io.snapfleet.cli.command;

import picocli.CommandLine.Parameters;

/** Which backup of which fleet a command is about. */
final class BackupPrefix {
  @Parameters(index = "0", paramLabel = "FLEET", description = "The fleet's name.")
  private String fleet = "";

  @Parameters(
      index = "1",
      paramLabel = "ID",
      description = "The beginning of the backup's id, at least 4 characters, or latest.")
  private String text = "";

  String fleet() {
    return fleet;
  }

  String text() {
    return text;
  }
}
