package io.snapfleet.bench.launch;

import io.snapfleet.bench.measure.BenchException;
import io.snapfleet.bench.measure.CleanUp;
import io.snapfleet.bench.measure.MachineLoad;
import io.snapfleet.bench.measure.Progress;
import io.snapfleet.bench.measure.Tools;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how fast machines come up and commands answer. */
@Command(
    name = "bench/launch",
    mixinStandardHelpOptions = true,
    description =
        "Measures launches, snapshot sets, rebuilds and short commands, beside their peers.")
public final class LaunchCommand implements Runnable {
  private static final int MANY = 4;
  private static final int ROUNDS_PER_PAIR = 3;
  private static final int REBUILDS = 3;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      description = "How often each thing is measured; ${DEFAULT-VALUE} unless given.")
  private int pairs = 7;

  @Option(names = "--json", description = "Print all single times as data.")
  private boolean json;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description =
          "A Snapfleet home to use and keep, such as one that has the base system already; else a"
              + " temporary one that is removed.")
  private @Nullable Path home;

  @Option(names = "--snapfleet", hidden = true, required = true)
  private Path program = Path.of("snapfleet");

  @Override
  public void run() {
    if (pairs < 1 || pairs > 100) {
      throw new BenchException("--pairs takes a number from 1 to 100");
    }
    Tools.requireRoot("the machines it makes need root");
    Tools.require(
        Map.of("packer", "packer", "curl", "curl", "btrfs", "btrfs-progs", "podman", "podman"));
    try (CleanUp cleanUp = new CleanUp()) {
      Snapfleet snapfleet = new Snapfleet(program, BenchHome.of(home, cleanUp));
      Report report = measure(snapfleet, cleanUp);
      System.out.print(json ? report.json() + "\n" : report.text());
    }
  }

  private Report measure(Snapfleet snapfleet, CleanUp cleanUp) {
    double loadBefore = MachineLoad.now();
    Progress progress = new Progress();
    Fleet fleet = new Fleet(snapfleet);
    String set = prepare(fleet, progress, cleanUp);

    SnapshotWhileServing.Taken taken = new SnapshotWhileServing(fleet, progress).measure(pairs);
    Row rebuild = new Rebuild(fleet, progress).measure(set, REBUILDS);
    List<Row> rows = new ArrayList<>();
    try (BareEngine bare = new BareEngine(snapfleet.home(), fleet.webMachines().getFirst())) {
      cleanUp.later(bare::close);
      ScaleUp scaleUp = new ScaleUp(fleet, bare, progress);
      rows.addAll(scaleUp.measure(1, pairs));
      rows.addAll(scaleUp.measure(MANY, pairs));
    }
    rows.add(taken.row());
    rows.add(rebuild);
    rows.addAll(new CommandStart(snapfleet, progress).measure(ROUNDS_PER_PAIR * pairs));
    progress.say("removing the fleet");
    return new Report(MachineLoad.since(loadBefore), rows, taken.requests());
  }

  /** Leaves the fleet running, and returns its snapshot set. */
  private static String prepare(Fleet fleet, Progress progress, CleanUp cleanUp) {
    progress.say("a fleet to measure, made from scratch");
    fleet.define();
    cleanUp.later(fleet::remove);
    fleet.remove();
    fleet.deploy();
    return fleet.snapshot();
  }
}
