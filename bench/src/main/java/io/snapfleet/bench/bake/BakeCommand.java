package io.snapfleet.bench.bake;

import io.snapfleet.bench.bake.BakeReport.Row;
import io.snapfleet.bench.measure.BenchException;
import io.snapfleet.bench.measure.CleanUp;
import io.snapfleet.bench.measure.MachineLoad;
import io.snapfleet.bench.measure.Program;
import io.snapfleet.bench.measure.Progress;
import io.snapfleet.bench.measure.Samples;
import io.snapfleet.bench.measure.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Builds one container image in turn with packer and with Snapfleet. */
@Command(
    name = "bench/bake",
    mixinStandardHelpOptions = true,
    description = "Builds one container image in turn with packer and with Snapfleet.")
public final class BakeCommand implements Runnable {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  @Option(
      names = "--pairs",
      paramLabel = "N",
      description = "How often each builds; ${DEFAULT-VALUE} unless given.")
  private int pairs = 7;

  @Option(
      names = "--base",
      paramLabel = "FILE",
      description = "An archive of a root file system with dpkg; a Debian is made unless given.")
  private @Nullable Path base;

  @Option(names = "--json", description = "Print the figures as data.")
  private boolean json;

  @Option(names = "--snapfleet", hidden = true, required = true)
  private Path program = Path.of("snapfleet");

  private final Progress progress = new Progress();
  private final String repository = "localhost/snapfleet-bench-" + ProcessHandle.current().pid();

  @Override
  public void run() {
    if (pairs < 1) {
      throw new BenchException("--pairs takes a number from 1");
    }
    Tools.require(Map.of("packer", "packer", "podman", "podman"));
    double before = MachineLoad.now();
    try (CleanUp cleanUp = new CleanUp()) {
      Path directory = temporaryDirectory();
      cleanUp.later(() -> delete(directory));
      Engine engine = Engine.in(directory);
      progress.say("the base image");
      cleanUp.later(() -> engine.removeImage(repository + "/base"));
      BaseImage image = BaseImage.load(engine, directory, base, repository + "/base");
      Project project = Project.write(directory, image.name(), repository + "/built");
      BakeReport report =
          new BakeReport(
              MachineLoad.since(before), image.megabytes(), List.of(cold(engine, project)));
      System.out.print(json ? report.json() + "\n" : report.text());
    }
  }

  /** Nothing of an earlier build is there. */
  private Row cold(Engine engine, Project project) {
    List<Double> ours = new ArrayList<>();
    List<Double> packers = new ArrayList<>();
    for (int pair = 1; pair <= pairs; pair++) {
      progress.say("cold builds, pair %d of %d".formatted(pair, pairs));
      packers.add(build(engine, project, "packer", "build"));
      ours.add(build(engine, project, program.toString(), "bake"));
    }
    return new Row("cold", new Samples(ours), new Samples(packers), "0.9x");
  }

  private double build(Engine engine, Project project, String... command) {
    Map<String, String> environment = new HashMap<>(engine.environment());
    environment.put("SNAPFLEET_HOME", project.directory().resolve("home").toString());
    environment.put("PACKER_CONFIG_DIR", project.directory().toString());
    List<String> words = new ArrayList<>(List.of(command));
    words.add(project.template());
    double seconds = Program.start(environment, "", words).end(LIMIT).seconds();
    engine.removeImage(repository + "/built:1");
    return seconds;
  }

  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("snapfleet-bake-bench-");
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }
}
