package io.snapfleet.bench.scale;

import io.snapfleet.bench.cloud.SimulatedCloud;
import io.snapfleet.bench.measure.BenchException;
import io.snapfleet.bench.measure.CleanUp;
import io.snapfleet.bench.measure.MachineLoad;
import io.snapfleet.bench.measure.Program;
import io.snapfleet.bench.measure.Progress;
import io.snapfleet.bench.measure.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Deploys, doubles, rolls and removes a fleet of many simulated droplets. */
@Command(
    name = "bench/scale",
    mixinStandardHelpOptions = true,
    description = "Deploys, doubles, rolls and removes a fleet of many simulated droplets.")
public final class ScaleCommand implements Runnable {
  private static final String FLEET = "scale";
  private static final int SURGE = 100;
  private static final int PLANNED = 10_000;
  private static final Duration LIMIT = Duration.ofMinutes(30);

  @Option(
      names = "--machines",
      paramLabel = "N",
      description = "How many web machines are deployed first; ${DEFAULT-VALUE} unless given.")
  private int machines = 1000;

  @Option(
      names = "--preset",
      paramLabel = "PRESET",
      description = "How fast and strict the cloud is: fast or realistic; fast unless given.")
  private String preset = "fast";

  @Option(
      names = "--calls-per-hour",
      paramLabel = "N",
      description =
          "How many calls the cloud allows in an hour, and a twentieth of that in a minute; what the"
              + " preset says unless given.")
  private @Nullable Integer callsPerHour;

  @Option(names = "--json", description = "Print the figures as data.")
  private boolean json;

  @Option(names = "--snapfleet", hidden = true, required = true)
  private Path program = Path.of("snapfleet");

  private final Progress progress = new Progress();
  private final List<Phase> phases = new ArrayList<>();

  @Override
  public void run() {
    if (machines < 1 || machines > 5000) {
      throw new BenchException("--machines takes a number from 1 to 5000");
    }
    Tools.require(Map.of("time", "time"));
    double before = MachineLoad.now();
    try (CleanUp cleanUp = new CleanUp()) {
      Path directory = cleanUp.temporaryDirectory("snapfleet-scale-");
      SimulatedCloud cloud =
          SimulatedCloud.start(program, directory, 3 * machines + SURGE, options());
      cleanUp.later(cloud::close);
      measure(cloud, directory);
      ScaleReport report = new ScaleReport(MachineLoad.since(before), options(), phases);
      System.out.print(json ? report.json() + "\n" : report.text());
    }
  }

  private List<String> options() {
    List<String> options = new ArrayList<>(List.of("--preset", preset));
    if (callsPerHour != null) {
      options.addAll(List.of("--calls-per-hour", callsPerHour.toString()));
    }
    return options;
  }

  private void measure(SimulatedCloud cloud, Path directory) {
    site(directory);
    Path large = fleetFile(cloud, directory, "large.yaml", PLANNED);
    command(cloud, directory, "plan, not carried out", PLANNED, "plan", "-f", large.toString());
    Path file = fleetFile(cloud, directory, "fleet.yaml", machines);
    command(cloud, directory, "deploy", machines + 1, "up", "-f", file.toString(), "--yes");
    command(cloud, directory, "double", machines, "scale", FLEET, "web=" + 2 * machines, "--yes");
    command(cloud, directory, "snapshot set", 2, "snapshot", "create", FLEET);
    command(
        cloud,
        directory,
        "roll, %d at a time".formatted(SURGE),
        4 * machines,
        "roll",
        FLEET,
        "web",
        "--batch",
        Integer.toString(SURGE),
        "--surge",
        Integer.toString(SURGE),
        "--allow-stale",
        "--yes");
    command(
        cloud, directory, "remove all", 2 * machines + 1, "down", FLEET, "--snapshots", "--yes");
  }

  private void command(
      SimulatedCloud cloud, Path directory, String name, int changed, String... arguments) {
    progress.say(name);
    Path memory = directory.resolve("memory");
    List<String> words =
        new ArrayList<>(List.of("time", "-f", "%M", "-o", memory.toString(), program.toString()));
    words.addAll(List.of(arguments));
    long before = cloud.calls();
    Map<String, String> environment =
        Map.of(
            "SNAPFLEET_HOME", directory.resolve("home").toString(),
            "DIGITALOCEAN_TOKEN", cloud.token());
    Program.Ended ended = Program.start(environment, "", words).end(LIMIT);
    phases.add(
        new Phase(
            name, changed, ended.seconds(), cloud.calls() - before, kilobytes(memory) / 1000));
  }

  private static long kilobytes(Path memory) {
    try {
      return Long.parseLong(Files.readString(memory).strip());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static void site(Path directory) {
    try {
      Path site = Files.createDirectory(directory.resolve("site"));
      Files.writeString(site.resolve("index.html"), "<p>one of many</p>\n");
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private static Path fleetFile(SimulatedCloud cloud, Path directory, String name, int machines) {
    String text =
        """
        fleet: %s
        provider: {name: digitalocean, region: lon1, endpoint: "%s"}
        application: {recipe: static, source: {path: site}}
        site: {title: Many}
        tiers:
          web: {machines: %d}
          proxy: {machines: 1}
        """
            .formatted(FLEET, cloud.endpoint(), machines);
    try {
      return Files.writeString(directory.resolve(name), text);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }
}
