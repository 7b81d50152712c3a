package io.snapfleet.bench.launch;

import io.snapfleet.bench.measure.Program;
import io.snapfleet.bench.measure.Progress;
import io.snapfleet.bench.measure.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How long short commands take as whole processes, against {@code packer version}. */
final class CommandStart {
  /** Without this, packer may ask the network whether it is the newest. */
  private static final Map<String, String> QUIET = Map.of("CHECKPOINT_DISABLE", "1");

  private final Snapfleet snapfleet;
  private final Progress progress;

  CommandStart(Snapfleet snapfleet, Progress progress) {
    this.snapfleet = snapfleet;
    this.progress = progress;
  }

  List<Row> measure(int rounds) {
    progress.say("short commands, %d rounds".formatted(rounds));
    List<Double> version = new ArrayList<>();
    List<Double> status = new ArrayList<>();
    List<Double> peer = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      version.add(snapfleet.run("--version").seconds());
      peer.add(packer());
      status.add(snapfleet.run("status", Fleet.NAME).seconds());
    }
    Row.Peer packer = new Row.Peer("packer version", new Samples(peer));
    return List.of(
        new Row("snapfleet --version", new Samples(version), packer, "3x"),
        new Row("snapfleet status", new Samples(status), packer, "6x"));
  }

  private static double packer() {
    return Program.start(QUIET, "", List.of("packer", "version"))
        .end(Duration.ofSeconds(30))
        .seconds();
  }
}
