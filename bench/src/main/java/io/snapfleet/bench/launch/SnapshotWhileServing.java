package io.snapfleet.bench.launch;

import io.snapfleet.bench.measure.Progress;
import io.snapfleet.bench.measure.Samples;
import io.snapfleet.bench.measure.Stopwatch;
import java.util.ArrayList;
import java.util.List;

/** Snapshot sets of the running fleet, while visitors read the site. */
final class SnapshotWhileServing {
  private final Fleet fleet;
  private final Progress progress;

  SnapshotWhileServing(Fleet fleet, Progress progress) {
    this.fleet = fleet;
    this.progress = progress;
  }

  /** What it took, and how the visitors fared. */
  record Taken(Row row, Requests requests) {}

  Taken measure(int times) {
    String url = fleet.url();
    List<Double> seconds = new ArrayList<>();
    Requests requests = Requests.NONE;
    for (int run = 1; run <= times; run++) {
      progress.say("snapshot set while visitors read the site, %d of %d".formatted(run, times));
      try (RequestLoop visitors = new RequestLoop(url)) {
        Stopwatch time = new Stopwatch();
        fleet.snapshot();
        seconds.add(time.seconds());
        requests = requests.plus(visitors.stop());
      }
    }
    Row row = new Row("snapshot set of the running fleet", new Samples(seconds), null, "2 s");
    return new Taken(row, requests);
  }
}
