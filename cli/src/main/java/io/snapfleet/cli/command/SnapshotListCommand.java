package io.snapfleet.cli.command;

import io.snapfleet.cli.output.Bytes;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Table;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.operate.FleetEngine;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code snapfleet snapshot ls [FLEET]}. */
@Command(
    name = "ls",
    description = "Lists the snapshot sets there are, oldest first.",
    footer = {"  snapfleet snapshot ls", "  snapfleet snapshot ls blog --json"})
public final class SnapshotListCommand implements Runnable {
  private final Output output;
  private final Supplier<FleetEngine> engine;

  @Parameters(
      arity = "0..1",
      paramLabel = "FLEET",
      description = "The fleet's name; all fleets when not given.")
  private @Nullable String fleet;

  public SnapshotListCommand(Output output, Supplier<FleetEngine> engine) {
    this.output = output;
    this.engine = engine;
  }

  /** The result as data. */
  record Sets(List<Entry> snapshotSets) {
    /** One set; {@code snapshot show} has the rest. */
    record Entry(String id, String fleet, Instant takenAt, long sizeBytes, List<String> tiers) {
      static Entry of(SnapshotReport set) {
        return new Entry(
            set.id(),
            set.fleet(),
            set.takenAt(),
            set.sizeBytes(),
            set.tiers().stream().map(SnapshotReport.TierReport::tier).toList());
      }
    }
  }

  @Override
  public void run() {
    List<Sets.Entry> sets =
        engine.get().snapshotSets().stream()
            .filter(this::isWanted)
            .map(set -> Sets.Entry.of(SnapshotReport.of(set)))
            .toList();
    output.result(new Sets(sets), text(sets));
  }

  private boolean isWanted(SnapshotSet set) {
    return fleet == null || fleet.equals(set.fleet());
  }

  private static String text(List<Sets.Entry> sets) {
    if (sets.isEmpty()) {
      return "There is no snapshot set. Take one: snapfleet snapshot create FLEET";
    }
    Table table = new Table("ID", "FLEET", "TAKEN", "BYTES", "TIERS");
    for (Sets.Entry set : sets) {
      table.row(
          set.id(),
          set.fleet(),
          set.takenAt().truncatedTo(ChronoUnit.SECONDS),
          Bytes.text(set.sizeBytes()),
          String.join(", ", set.tiers()));
    }
    return table.toString();
  }
}
