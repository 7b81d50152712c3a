package io.snapfleet.cli.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which fleet file a command is about. */
final class FleetFileOption {
  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "The fleet file; fleet.yaml here when not given.")
  private Path file = Path.of("fleet.yaml");

  Path file() {
    return file;
  }
}
