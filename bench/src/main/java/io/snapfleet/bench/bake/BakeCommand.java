package io.snapfleet.bench.bake;

import io.snapfleet.bench.bake.BakeReport.Row;
import io.snapfleet.bench.measure.BenchException;
import io.snapfleet.bench.measure.CleanUp;
import io.snapfleet.bench.measure.MachineLoad;
import io.snapfleet.bench.measure.Program;
import io.snapfleet.bench.measure.Progress;
import io.snapfleet.bench.measure.Samples;
import io.snapfleet.bench.measure.Tools;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
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
      Path directory = cleanUp.temporaryDirectory("snapfleet-bake-bench-");
      Engine engine = Engine.in(directory);
      progress.say("the base image");
      cleanUp.later(() -> engine.removeImage(repository + "/base"));
      BaseImage image = BaseImage.load(engine, directory, base, repository + "/base");
      Project project = Project.write(directory, image.name(), repository + "/built");
      Set<String> layers = engine.layers();
      cleanUp.later(() -> engine.removeLayersBut(layers));
      List<Row> rows =
          List.of(
              pairs("cold", engine, project, "0.9x", pair -> pair),
              lastStepChanged(engine, project),
              nothingChanged(engine, project));
      BakeReport report = new BakeReport(MachineLoad.since(before), image.megabytes(), rows);
      System.out.print(json ? report.json() + "\n" : report.text());
    }
  }

  /**
   * @param home the number of the Snapfleet home that a pair has: what a home has seen need not be
   *     done again
   */
  private Row pairs(
      String what, Engine engine, Project project, String goal, IntUnaryOperator home) {
    List<Double> ours = new ArrayList<>();
    List<Double> packers = new ArrayList<>();
    for (int pair = 1; pair <= pairs; pair++) {
      progress.say("%s, pair %d of %d".formatted(what, pair, pairs));
      String last = what.replace(' ', '-') + pair;
      packers.add(packer(engine, project, last));
      ours.add(snapfleet(engine, project, last, home.applyAsInt(pair)));
      engine.removeImage(repository + "/built:snapfleet");
    }
    return new Row(what, new Samples(ours), new Samples(packers), goal);
  }

  private Row lastStepChanged(Engine engine, Project project) {
    snapfleet(engine, project, "before", 0);
    engine.removeImage(repository + "/built:snapfleet");
    return pairs("last step changed", engine, project, "0.2x", pair -> 0);
  }

  private Row nothingChanged(Engine engine, Project project) {
    List<Double> ours = new ArrayList<>();
    List<Double> packers = new ArrayList<>();
    snapfleet(engine, project, "same", 0);
    for (int pair = 1; pair <= pairs; pair++) {
      progress.say("nothing changed, pair %d of %d".formatted(pair, pairs));
      packers.add(packer(engine, project, "same"));
      ours.add(snapfleet(engine, project, "same", 0));
    }
    engine.removeImage(repository + "/built:snapfleet");
    return new Row("nothing changed", new Samples(ours), new Samples(packers), "0.2x");
  }

  private double packer(Engine engine, Project project, String last) {
    double seconds =
        build(
            engine,
            project,
            Map.of(),
            "packer",
            "build",
            "-var",
            "tag=packer",
            "-var",
            "last=" + last);
    engine.removeImage(repository + "/built:packer");
    return seconds;
  }

  private double snapfleet(Engine engine, Project project, String last, int home) {
    String directory = project.directory().resolve("home-" + home).toString();
    return build(
        engine,
        project,
        Map.of("SNAPFLEET_HOME", directory),
        program.toString(),
        "bake",
        "-var",
        "tag=snapfleet",
        "-var",
        "last=" + last);
  }

  private static double build(
      Engine engine, Project project, Map<String, String> more, String... command) {
    Map<String, String> environment = new HashMap<>(engine.environment());
    environment.put("PACKER_CONFIG_DIR", project.directory().toString());
    environment.putAll(more);
    List<String> words = new ArrayList<>(List.of(command));
    words.add(project.template());
    return Program.start(environment, "", words).end(LIMIT).seconds();
  }
}
