package io.snapfleet.cli.quickstart;

import io.snapfleet.cli.command.PackageInstaller;
import io.snapfleet.cli.command.TimeoutOption;
import io.snapfleet.cli.output.OperationProgress;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Progress;
import io.snapfleet.cli.output.Table;
import io.snapfleet.cli.quickstart.MainJob.Report;
import io.snapfleet.cli.quickstart.Phases.Phase;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.operate.FleetEngine;
import io.snapfleet.fleet.operate.ProgressListener;
import io.snapfleet.fleet.spec.FleetFile;
import io.snapfleet.local.Doctor;
import io.snapfleet.recipe.RecipeCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code snapfleet quickstart}. */
@Command(
    name = "quickstart",
    description =
        "Checks this computer, then does the main job for real: deploys a WordPress fleet, takes a"
            + " snapshot set, destroys the machines, rebuilds them from the set, scales, and prints"
            + " how long each took.",
    footer = {
      "  snapfleet quickstart                   asks before it installs packages",
      "  snapfleet quickstart --yes --teardown --json",
      "  snapfleet quickstart -f my-fleet.yaml  the same with a fleet of your own",
    })
public final class QuickstartCommand implements Runnable {
  private static final String EXAMPLE = "/examples/wordpress/fleet.yaml";

  private final Output output;
  private final RecipeCatalog recipes;
  private final Supplier<FleetFile> fleetFile;
  private final Supplier<FleetEngine> engine;
  private final Clock clock;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "The fleet file; that of examples/wordpress when not given.")
  private @Nullable Path file;

  @Option(
      names = {"-y", "--yes"},
      description = "Install missing packages without asking.")
  private boolean yes;

  @Option(names = "--teardown", description = "Remove everything at the end, also after a failure.")
  private boolean teardown;

  @Mixin private TimeoutOption timeout = new TimeoutOption();

  public QuickstartCommand(
      Output output,
      RecipeCatalog recipes,
      Supplier<FleetFile> fleetFile,
      Supplier<FleetEngine> engine,
      Clock clock) {
    this.output = output;
    this.recipes = recipes;
    this.fleetFile = fleetFile;
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public void run() {
    FleetEngine limited = timeout.limit(engine);
    FleetSpec spec = file == null ? example() : fleetFile.get().read(file);
    Report report;
    try (Progress progress = output.progress()) {
      PackageInstaller installer = PackageInstaller.ofProcess(output.prompt());
      new MachineSetup(new Doctor(), installer, progress).prepare(yes);
      report = job(limited, spec, progress).run();
    }
    output.result(report, text(report));
  }

  private MainJob job(FleetEngine limited, FleetSpec spec, Progress progress) {
    ProgressListener listener = new OperationProgress(progress);
    return new MainJob(
        limited,
        spec,
        recipes.find(spec.application().recipe()),
        new Aftermath(engine.get(), spec.fleet(), file, teardown, listener),
        listener,
        new Phases(clock, listener));
  }

  private FleetSpec example() {
    try (InputStream stream = QuickstartCommand.class.getResourceAsStream(EXAMPLE)) {
      String text =
          new String(
              Objects.requireNonNull(stream, EXAMPLE).readAllBytes(), StandardCharsets.UTF_8);
      return fleetFile
          .get()
          .read(text, "examples/wordpress/fleet.yaml", Path.of("").toAbsolutePath());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String text(Report report) {
    Table table = new Table("PHASE", "SECONDS");
    for (Phase phase : report.phases()) {
      table.row(phase.name(), String.format(Locale.ROOT, "%.1f", phase.seconds()));
    }
    String times =
        "\n%s\nFrom scratch took %.1f times as long as from the snapshot set %s.\n"
            .formatted(table, report.ratioRegularToSnapshot(), report.snapshotSet());
    return report.tornDown() ? times + "Everything was removed again.\n" : times + next(report);
  }

  private static String next(Report report) {
    return """

        The site:       %1$s
        Its machines:   snapfleet status %2$s
        Launch times:   snapfleet timeline %2$s
        Look inside:    snapfleet ssh %2$s web
        Remove it:      snapfleet down %2$s --snapshots
        """
        .formatted(report.url(), report.fleet());
  }
}
