package io.snapfleet.cli.command;

import io.snapfleet.cli.output.OperationProgress;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Progress;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.operate.FleetEngine;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code snapfleet snapshot transfer PREFIX REGION}. */
@Command(
    name = "transfer",
    description =
        "Copies a set's images to another region of their provider, so that a fleet can be built"
            + " from them there; they stay where they are too.",
    footer = {
      "  snapfleet snapshot transfer k3v9 ams3",
      "  snapfleet snapshot transfer k3v9 ams3 --timeout 30m",
    })
public final class SnapshotTransferCommand implements Runnable {
  private final Output output;
  private final Supplier<FleetEngine> engine;

  @Mixin private SnapshotPrefix prefix = new SnapshotPrefix();

  @Parameters(
      index = "1",
      paramLabel = "REGION",
      description = "The provider's name of the region.")
  private String region = "";

  @Mixin private TimeoutOption timeout = new TimeoutOption();

  public SnapshotTransferCommand(Output output, Supplier<FleetEngine> engine) {
    this.output = output;
    this.engine = engine;
  }

  /** The result as data. */
  record Transferred(String id, String fleet, String region, List<String> images) {
    static Transferred of(SnapshotSet set, String region) {
      List<String> images =
          set.tiers().values().stream().map(tier -> tier.image()).sorted().toList();
      return new Transferred(set.id(), set.fleet(), region, images);
    }
  }

  @Override
  public void run() {
    SnapshotSet set;
    try (Progress progress = output.progress()) {
      set =
          timeout
              .limit(engine)
              .transferSnapshot(prefix.text(), region, new OperationProgress(progress));
    }
    output.result(
        Transferred.of(set, region),
        "Snapshot set %s can be built from in %s.".formatted(set.id(), region));
  }
}
