package io.snapfleet.cli.command;

import io.snapfleet.cli.output.Output;
import io.snapfleet.fleet.spec.FleetReference;
import picocli.CommandLine.Command;

/** {@code snapfleet config}: what can be written in a fleet file. */
@Command(
    name = "config",
    description = "Explains what a fleet file may hold.",
    synopsisSubcommandLabel = "COMMAND",
    footer = "  snapfleet config reference")
public final class ConfigCommand extends Group {

  /** {@code snapfleet config reference}. */
  @Command(
      name = "reference",
      description = "Prints a fleet file with every key, its default and its meaning.",
      footer = {
        "  snapfleet config reference",
        "  snapfleet config reference > fleet.yaml",
      })
  public static final class Reference implements Runnable {
    private final Output output;

    public Reference(Output output) {
      this.output = output;
    }

    /** The result as data. */
    record Yaml(String yaml) {}

    @Override
    public void run() {
      output.result(new Yaml(FleetReference.text()), FleetReference.text());
    }
  }
}
