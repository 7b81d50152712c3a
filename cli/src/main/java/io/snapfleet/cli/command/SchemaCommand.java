package io.snapfleet.cli.command;

import io.snapfleet.cli.output.Output;
import io.snapfleet.fleet.spec.FleetSchema;
import picocli.CommandLine.Command;

/** {@code snapfleet schema}. */
@Command(
    name = "schema",
    description = "Prints the JSON Schema of fleet files, for editors.",
    footer = {"  snapfleet schema", "  snapfleet schema > fleet.schema.json"})
public final class SchemaCommand implements Runnable {
  private final Output output;

  public SchemaCommand(Output output) {
    this.output = output;
  }

  @Override
  public void run() {
    output.verbatim(FleetSchema.text());
  }
}
