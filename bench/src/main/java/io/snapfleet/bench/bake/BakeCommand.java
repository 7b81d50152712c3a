package io.snapfleet.bench.bake;

import io.snapfleet.bench.bake.BakeReport.Roll;
import io.snapfleet.bench.bake.BakeReport.Row;
import io.snapfleet.bench.bake.Project.Software;
import io.snapfleet.bench.cloud.SimulatedCloud;
import io.snapfleet.bench.measure.BenchException;
import io.snapfleet.bench.measure.CleanUp;
import io.snapfleet.bench.measure.MachineLoad;
import io.snapfleet.bench.measure.Progress;
import io.snapfleet.bench.measure.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Builds images in turn with packer and with Snapfleet, and rolls a fleet onto new ones. */
@Command(
    name = "bench/bake",
    mixinStandardHelpOptions = true,
    description =
        "Builds images in turn with packer and with Snapfleet, and rolls a fleet onto new ones.")
public final class BakeCommand implements Runnable {
  private static final int DROPLETS = 25;

  /** What can be measured on its own. */
  enum Part {
    CONTAINER,
    DROPLET,
    ROLL
  }

  @Option(
      names = "--pairs",
      paramLabel = "N",
      description = "How often each builds; ${DEFAULT-VALUE} unless given.")
  private int pairs = 7;

  @Option(
      names = "--part",
      paramLabel = "PART",
      description =
          "What is measured: container, droplet or roll; may be given again; all unless given.")
  private Set<Part> parts = Set.of(Part.values());

  @Option(
      names = "--base",
      paramLabel = "FILE",
      description = "An archive of a root file system with dpkg; a Debian is made unless given.")
  private @Nullable Path base;

  @Option(
      names = "--preset",
      paramLabel = "PRESET",
      description =
          "How fast the clouds are: fast or realistic; unless given, fast for droplets and"
              + " realistic for a roll.")
  private @Nullable String preset;

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
    double before = MachineLoad.now();
    try (CleanUp cleanUp = new CleanUp()) {
      Path directory = cleanUp.temporaryDirectory("snapfleet-bake-bench-");
      List<Row> rows = new ArrayList<>();
      if (parts.contains(Part.CONTAINER)) {
        rows.addAll(containers(directory, cleanUp));
      }
      if (parts.contains(Part.DROPLET)) {
        rows.add(droplets(directory, cleanUp));
      }
      @Nullable Roll roll = parts.contains(Part.ROLL) ? roll(directory, cleanUp) : null;
      BakeReport report = new BakeReport(MachineLoad.since(before), rows, roll);
      System.out.print(json ? report.json() + "\n" : report.text());
    }
  }

  private List<Row> containers(Path directory, CleanUp cleanUp) {
    Tools.require(Map.of("packer", "packer", "podman", "podman"));
    Engine engine = Engine.in(directory);
    progress.say("the base image");
    cleanUp.later(() -> engine.removeImage(repository + "/base"));
    BaseImage image = BaseImage.load(engine, directory, base, repository + "/base");
    Set<String> layers = engine.layers();
    cleanUp.later(() -> engine.removeLayersBut(layers));
    List<Row> rows = new ArrayList<>();
    for (Software software : Software.values()) {
      Path place = newDirectory(directory, software.name());
      Project project = Project.write(place, image.name(), repository + "/built", software);
      rows.addAll(
          new ContainerBuilds(turns(place), engine, project, repository + "/built", progress)
              .rows());
    }
    return rows;
  }

  private Row droplets(Path directory, CleanUp cleanUp) {
    Tools.require(Map.of("packer", "packer"));
    Tools.requireRoot("simulated droplets answer SSH at its own port");
    String speed = preset == null ? "fast" : preset;
    SimulatedCloud cloud = cloud(speed, newDirectory(directory, "droplets"), cleanUp);
    return new DropletBuilds(turns(directory), cloud, progress).row("droplet, " + speed);
  }

  private Roll roll(Path directory, CleanUp cleanUp) {
    Tools.requireRoot("simulated droplets answer SSH at its own port");
    String speed = preset == null ? "realistic" : preset;
    SimulatedCloud cloud = cloud(speed, newDirectory(directory, "roll"), cleanUp);
    double seconds = new WebRoll(program, directory, cloud, progress).seconds();
    return new Roll(WebRoll.MACHINES, speed, seconds);
  }

  private SimulatedCloud cloud(String speed, Path directory, CleanUp cleanUp) {
    SimulatedCloud cloud =
        SimulatedCloud.start(program, directory, DROPLETS, List.of("--preset", speed));
    cleanUp.later(cloud::close);
    return cloud;
  }

  private static Path newDirectory(Path parent, String name) {
    try {
      return Files.createDirectory(parent.resolve(name));
    } catch (IOException refused) {
      throw new BenchException(parent.resolve(name) + " cannot be made: " + refused, refused);
    }
  }

  private Turns turns(Path directory) {
    return new Turns(program, directory, pairs);
  }
}
