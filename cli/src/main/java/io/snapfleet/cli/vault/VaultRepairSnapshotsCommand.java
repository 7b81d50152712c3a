package io.snapfleet.cli.vault;

import io.snapfleet.cli.output.Output;
import io.snapfleet.vault.api.Vault;
import io.snapfleet.vault.maintain.SnapshotRepair;
import io.snapfleet.vault.maintain.SnapshotRepair.Originals;
import io.snapfleet.vault.maintain.SnapshotRepair.Outcome.Hopeless;
import io.snapfleet.vault.maintain.SnapshotRepair.Outcome.Replaced;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code snapfleet vault repair snapshots REPOSITORY}. */
@Command(
    name = "snapshots",
    description = "Makes snapshots of what is left of those that lack something.",
    footer = {
      "  snapfleet vault repair snapshots /srv/backups",
      "  snapfleet vault repair snapshots /srv/backups --forget     and remove the damaged ones",
    })
public final class VaultRepairSnapshotsCommand implements Runnable {
  private final Output output;
  private final VaultAccess access;

  @Mixin private RepositoryOptions repository = new RepositoryOptions();

  @Option(names = "--forget", description = "Remove the damaged snapshots.")
  private boolean forget;

  public VaultRepairSnapshotsCommand(Output output, VaultAccess access) {
    this.output = output;
    this.access = access;
  }

  /** The result as data. */
  record Repaired(List<Line> snapshots) {
    /**
     * A damaged snapshot.
     *
     * @param repaired the one of what is left; null where nothing is
     */
    record Line(String original, @Nullable String repaired, List<String> changes) {
      static Line of(SnapshotRepair.Outcome outcome) {
        return switch (outcome) {
          case Replaced one -> new Line(one.original().hex(), one.repaired().hex(), one.changes());
          case Hopeless one -> new Line(one.original().hex(), null, List.of(one.why()));
        };
      }

      String text() {
        String result =
            repaired == null ? "nothing of it can be had" : "now " + repaired.substring(0, 8);
        return "Snapshot %s: %s%n  %s%n"
            .formatted(original.substring(0, 8), result, String.join("\n  ", changes));
      }
    }

    String text() {
      return snapshots.isEmpty()
          ? "No snapshot needs repair."
          : String.join("", snapshots.stream().map(Line::text).toList());
    }
  }

  @Override
  public void run() {
    try (Vault open = access.open(repository)) {
      Repaired repaired =
          new Repaired(
              SnapshotRepair.run(
                      open.repository(),
                      forget ? Originals.FORGET : Originals.KEEP,
                      repository.lockPatience())
                  .stream()
                  .map(Repaired.Line::of)
                  .toList());
      output.result(repaired, repaired.text());
    }
  }
}
