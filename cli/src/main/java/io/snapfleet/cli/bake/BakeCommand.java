package io.snapfleet.cli.bake;

import io.snapfleet.bake.machine.ImageRegister;
import io.snapfleet.bake.machine.MachineTools;
import io.snapfleet.bake.part.BuiltInParts;
import io.snapfleet.bake.run.OnError;
import io.snapfleet.bake.run.Outcome;
import io.snapfleet.bake.run.Parts;
import io.snapfleet.bake.run.RunId;
import io.snapfleet.bake.run.RunOptions;
import io.snapfleet.bake.run.TemplateBuilds;
import io.snapfleet.bake.template.Build;
import io.snapfleet.bake.template.Masking;
import io.snapfleet.bake.template.Surroundings;
import io.snapfleet.bake.template.Template;
import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.cli.error.Failure;
import io.snapfleet.cli.output.Output;
import io.snapfleet.fleet.operate.FleetEngine;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code snapfleet bake TEMPLATE}: runs the builds of a template. */
@Command(
    name = "bake",
    description = "Runs the builds of an image template in Packer's JSON format.",
    footer = {
      "  snapfleet bake web.json",
      "  snapfleet bake -var-file=variables.json -only=web web.json",
      "  snapfleet bake -on-error=abort web.json       leave what was made when a step fails",
      "  snapfleet bake --no-cache web.json            run every step though results are kept",
      "  snapfleet bake -machine-readable web.json     lines as Packer prints them",
      "  snapfleet bake validate web.json",
      "  snapfleet bake inspect web.json",
    })
public final class BakeCommand implements Runnable {
  private final Output output;
  private final TemplateRun run;
  private final Supplier<Path> home;
  private final Function<ImageRegister, MachineTools> machines;
  private final Supplier<FleetEngine> engine;
  private final Clock clock;

  @Parameters(
      paramLabel = "TEMPLATE",
      arity = "0..1",
      description = "The template, a JSON file; - is the standard input.")
  private @Nullable Path given;

  @Mixin private TemplateOptions options = new TemplateOptions();

  @Option(
      names = {"-force", "--force"},
      description = "Replace what stands in the way; begin manifests anew.")
  private boolean force;

  @Option(
      names = {"-no-cache", "--no-cache"},
      description = "Run every step; use nothing that earlier runs have kept.")
  private boolean noCache;

  @Option(
      names = {"-on-error", "--on-error"},
      paramLabel = "WHAT",
      description =
          "When a step fails: cleanup (the default), abort to leave what was made, or ask.")
  private String onError = "cleanup";

  @Option(
      names = {"-parallel-builds", "--parallel-builds"},
      paramLabel = "COUNT",
      description = "How many builds run at the same time; 0, the default, for all.")
  private int parallel;

  @Option(
      names = {"-timestamp-ui", "--timestamp-ui"},
      description = "Print the time before each line.")
  private boolean timestamps;

  @Option(
      names = {"-machine-readable", "--machine-readable"},
      description = "Print lines of values separated by commas, as Packer does.")
  private boolean machineReadable;

  @SuppressWarnings("UnusedVariable") // taken so that command lines for Packer are understood
  @Option(
      names = {"-color", "--color"},
      arity = "0..1",
      paramLabel = "TRUTH",
      hidden = true,
      description = "Taken for Packer's sake: lines have no colours.")
  private String color = "true";

  @Spec private CommandSpec spec = CommandSpec.create();

  /**
   * @param home where runs keep what later ones must know, asked for only where they do
   * @param machines what builds on machines need, made for each run
   * @param engine keeps where images come from
   */
  public BakeCommand(
      Output output,
      TemplateRun run,
      Supplier<Path> home,
      Function<ImageRegister, MachineTools> machines,
      Supplier<FleetEngine> engine,
      Clock clock) {
    this.output = output;
    this.run = run;
    this.home = home;
    this.machines = machines;
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public void run() {
    Surroundings surroundings = run.begin();
    RunOptions runOptions = runOptions(surroundings);
    Template template = Template.of(run.read(path()), options.input(), surroundings);
    List<Outcome> outcomes = outcomes(template, surroundings, runOptions);
    BakeReport report = BakeReport.of(runOptions.run(), outcomes, template.masking());
    if (output.json()) {
      output.result(report, "");
    }
    report.failures().ifPresent(this::failed);
  }

  private List<Outcome> outcomes(
      Template template, Surroundings surroundings, RunOptions runOptions) {
    try (MachineTools tools = machines.apply(new BakedImages(template, engine))) {
      Parts parts = new BuiltInParts(clock, surroundings, home, tools);
      refuse(template, parts);
      return Stoppable.run(
          () ->
              new TemplateBuilds(template, surroundings, parts, console(), System::nanoTime)
                  .run(runOptions));
    }
  }

  private RunOptions runOptions(Surroundings surroundings) {
    RunId id = new RunId(surroundings.uuids().get(), force, !noCache);
    if (parallel < 0) {
      throw misuse("-parallel-builds needs 0 or more, not " + parallel);
    }
    OnError reaction =
        switch (onError) {
          case "cleanup" -> OnError.CLEANUP;
          case "abort" -> OnError.ABORT;
          case "ask" -> OnError.ASK;
          default -> throw misuse("-on-error needs cleanup, abort or ask, not '" + onError + "'");
        };
    return new RunOptions(id, reaction, parallel, new TerminalChoice(output));
  }

  /** Not required of a command line that names a subcommand. */
  private Path path() {
    if (given == null) {
      throw misuse("Missing TEMPLATE, or one of " + String.join(", ", spec.subcommands().keySet()));
    }
    return given;
  }

  private ParameterException misuse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void refuse(Template template, Parts parts) {
    if (template.builds().isEmpty()) {
      throw new CommandException(
          "no build is selected",
          path().toString(),
          "see the names of its builders: snapfleet bake inspect " + path(),
          ExitCode.BAD_INPUT);
    }
    List<Failure> refusals =
        template.builds().stream()
            .flatMap(build -> refusals(build, template.masking(), parts).stream())
            .toList();
    if (!refusals.isEmpty()) {
      throw new CommandException(
          new Failure(
              refusals.size() == 1
                  ? refusals.getFirst().error()
                  : refusals.size() + " things in the template are not run",
              path().toString(),
              "change the template, or leave builds out with -only and -except",
              ExitCode.BAD_INPUT,
              refusals.size() == 1 ? List.of() : refusals));
    }
  }

  private List<Failure> refusals(Build build, Masking masking, Parts parts) {
    String name = masking.mask(build.name());
    return parts.refusals(build).stream()
        .map(masking::mask)
        .map(
            why ->
                new Failure(
                    "build " + name + " cannot be run: " + why,
                    path().toString(),
                    "change the template, or leave the build out with -except=" + name,
                    ExitCode.BAD_INPUT))
        .toList();
  }

  private BakeConsole console() {
    if (output.json()) {
      return BakeConsole.silent();
    }
    return machineReadable
        ? BakeConsole.machineReadable(output, clock)
        : BakeConsole.plain(output, clock, timestamps);
  }

  private void failed(String sentence) {
    String reading =
        output.json()
            ? "read what the step printed in the log that the result names"
            : "read above what the step printed";
    String more =
        onError.equals("abort") ? "" : "; -on-error=abort leaves what was made to look at";
    throw new CommandException(sentence, path().toString(), reading + more, ExitCode.FAILED);
  }
}
