package io.snapfleet.cli.image;

import io.snapfleet.cli.output.Output;
import io.snapfleet.fleet.operate.FleetEngine;
import io.snapfleet.fleet.spec.FleetFile;
import java.time.Clock;
import java.util.function.Supplier;
import picocli.CommandLine;

/** The commands about images. */
public final class ImageCommands {
  private ImageCommands() {}

  /** {@code snapfleet image} with all that is under it. */
  public static CommandLine all(
      Output output, Supplier<FleetFile> fleetFile, Supplier<FleetEngine> engine, Clock clock) {
    return new CommandLine(new ImageCommand())
        .addSubcommand(new ImageListCommand(output, engine, clock))
        .addSubcommand(new ImageShowCommand(output, engine))
        .addSubcommand(new ImageVerifyCommand(output, engine))
        .addSubcommand(new ImageDiffCommand(output, engine))
        .addSubcommand(new ImagePromoteCommand(output, fleetFile, engine))
        .addSubcommand(new ImageRemoveCommand(output, engine));
  }
}
