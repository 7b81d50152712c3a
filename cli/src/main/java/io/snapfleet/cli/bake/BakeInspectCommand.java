package io.snapfleet.cli.bake;

import io.snapfleet.bake.template.Outline;
import io.snapfleet.cli.output.Output;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code snapfleet bake inspect TEMPLATE}. */
@Command(
    name = "inspect",
    description = "Prints the variables, builders, provisioners and post-processors of a template.",
    footer = {
      "  snapfleet bake inspect web.json",
      "  snapfleet bake inspect --json web.json",
      "  snapfleet bake inspect -machine-readable web.json       lines as Packer prints them",
    })
public final class BakeInspectCommand implements Runnable {
  private final Output output;
  private final TemplateRun run;
  private final Clock clock;

  @Parameters(
      paramLabel = "TEMPLATE",
      description = "The template, a JSON file; - is the standard input.")
  private Path template = Path.of("template.json");

  @SuppressWarnings("UnusedVariable") // taken as Packer takes them, and change nothing
  @Mixin
  private TemplateOptions options = new TemplateOptions();

  @Option(
      names = {"-machine-readable", "--machine-readable"},
      description = "Print lines of values separated by commas, as Packer does.")
  private boolean machineReadable;

  public BakeInspectCommand(Output output, TemplateRun run, Clock clock) {
    this.output = output;
    this.run = run;
    this.clock = clock;
  }

  /** Values and selections are taken as Packer takes them, and change nothing of what is shown. */
  @Override
  public void run() {
    Outline outline = run.read(template).outline();
    if (machineReadable) {
      output.verbatim(new MachineLines(clock.instant()).of(outline));
    } else {
      OutlineReport report = OutlineReport.of(outline);
      output.result(report, report.text());
    }
  }
}
