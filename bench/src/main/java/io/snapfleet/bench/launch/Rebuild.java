package io.snapfleet.bench.launch;

import io.snapfleet.bench.measure.Progress;
import io.snapfleet.bench.measure.Samples;
import java.util.ArrayList;
import java.util.List;

/** The whole fleet from a snapshot set, against the whole fleet from scratch. */
final class Rebuild {
  private final Fleet fleet;
  private final Progress progress;

  Rebuild(Fleet fleet, Progress progress) {
    this.fleet = fleet;
    this.progress = progress;
  }

  /** Begins and ends with a fleet that serves. */
  Row measure(String set, int times) {
    progress.say("fleet from scratch, with the base system there");
    fleet.down();
    Samples scratch = new Samples(List.of(fleet.deploy()));
    List<Double> seconds = new ArrayList<>();
    for (int run = 1; run <= times; run++) {
      progress.say("fleet from its snapshot set, %d of %d".formatted(run, times));
      fleet.down();
      seconds.add(fleet.deploy(set));
    }
    return new Row(
        "whole fleet from its snapshot set",
        new Samples(seconds),
        new Row.Peer("from scratch", scratch),
        "");
  }
}
