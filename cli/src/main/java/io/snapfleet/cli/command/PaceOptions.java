package io.snapfleet.cli.command;

import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.fleet.plan.Pace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How fast machines are replaced. */
final class PaceOptions {
  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Replace so many together: all new ones serve before an old one goes; 1 when not given.")
  private int batch;

  @Option(
      names = "--surge",
      paramLabel = "N",
      description =
          "How many more machines than wanted there may be meanwhile; as many as --batch when not"
              + " given.")
  private @Nullable Integer surge;

  Pace pace() {
    int extra = surge == null ? batch : surge;
    if (batch < 1) {
      throw refused("a batch has at least one machine, not " + batch, "--batch");
    }
    if (extra < batch) {
      throw refused(
          "a batch of %d needs as many more machines for a while, and --surge allows %d"
              .formatted(batch, extra),
          "--surge");
    }
    return new Pace(batch, extra);
  }

  private static CommandException refused(String what, String where) {
    return new CommandException(
        what, where, "give --batch 1 or more, and --surge as much or more", ExitCode.BAD_INPUT);
  }
}
