package io.snapfleet.bench.launch;

import io.snapfleet.bench.measure.Program;
import io.snapfleet.bench.measure.Progress;
import io.snapfleet.bench.measure.Samples;
import io.snapfleet.bench.measure.Stopwatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * From the request for more web machines to the first page that each new one serves through the
 * load balancer, against the bare engine; turn and turn about.
 */
final class ScaleUp {
  private static final String GOAL = "1.5x";

  private final Fleet fleet;
  private final BareEngine bare;
  private final Progress progress;

  ScaleUp(Fleet fleet, BareEngine bare, Progress progress) {
    this.fleet = fleet;
    this.bare = bare;
    this.progress = progress;
  }

  List<Row> measure(int machines, int pairs) {
    String what =
        machines == 1 ? "scale up by 1 machine" : "scale up by %d at once".formatted(machines);
    String url = fleet.url();
    List<Double> served = new ArrayList<>();
    List<Double> whole = new ArrayList<>();
    List<Double> peer = new ArrayList<>();
    for (int pair = 1; pair <= pairs; pair++) {
      progress.say("%s, pair %d of %d".formatted(what, pair, pairs));
      scale(url, machines, served, whole);
      peer.add(bare.launch(machines));
      bare.clear();
    }
    Row.Peer engine = new Row.Peer("bare engine", new Samples(peer));
    return List.of(
        new Row(what + ", first page", new Samples(served), engine, GOAL),
        new Row(what + ", whole command", new Samples(whole), engine, ""));
  }

  private void scale(String url, int machines, List<Double> served, List<Double> whole) {
    Set<String> known = fleet.webNames();
    Stopwatch time = new Stopwatch();
    Program scaling = fleet.scaling(Fleet.WEB_MACHINES + machines);
    FirstAnswers.ofNewMachines(url, known, machines, scaling);
    served.add(time.seconds());
    whole.add(scaling.end(Fleet.SCALING).seconds());
    fleet.scaleTo(Fleet.WEB_MACHINES);
  }
}
