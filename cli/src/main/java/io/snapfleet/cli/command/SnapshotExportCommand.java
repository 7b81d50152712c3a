package io.snapfleet.cli.command;

import io.snapfleet.cli.output.Output;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.operate.FleetEngine;
import io.snapfleet.remote.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code snapfleet snapshot export PREFIX --to DIR}. */
@Command(
    name = "export",
    description =
        "Writes a set's image ids by role into DIR/SITE/snapshots/snapshot_ids.dat, and with"
            + " --reveal the database's credentials beside it.",
    footer = {
      "  snapfleet snapshot export k3v9 --to /root/adt",
      "  snapfleet snapshot export k3v9 --to /root/adt --reveal",
    })
public final class SnapshotExportCommand implements Runnable {
  private final Output output;
  private final Supplier<FleetEngine> engine;

  @Mixin private SnapshotPrefix prefix = new SnapshotPrefix();

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DIR",
      description = "The directory to write below; made where it is missing.")
  private Path directory = Path.of("");

  @Option(
      names = "--reveal",
      description = "Write the database's credentials as well, readable by their owner alone.")
  private boolean reveal;

  public SnapshotExportCommand(Output output, Supplier<FleetEngine> engine) {
    this.output = output;
    this.engine = engine;
  }

  /**
   * The result as data.
   *
   * @param files what was written
   */
  record Exported(String id, List<String> files) {}

  @Override
  public void run() {
    SnapshotSet set = engine.get().snapshotSet(prefix.text());
    Map<String, Secret> credentials = reveal ? engine.get().credentials(set) : Map.of();
    List<String> files = write(set, credentials).stream().map(Path::toString).toList();
    output.result(
        new Exported(set.id(), files),
        files.stream().map(file -> "wrote " + file + "\n").collect(Collectors.joining()));
  }

  private List<Path> write(SnapshotSet set, Map<String, Secret> credentials) {
    try {
      return new SnapshotRecords(directory.toAbsolutePath().normalize()).write(set, credentials);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }
}
