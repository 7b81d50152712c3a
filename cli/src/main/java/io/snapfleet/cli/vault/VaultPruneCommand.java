package io.snapfleet.cli.vault;

import io.snapfleet.cli.output.Bytes;
import io.snapfleet.cli.output.Counted;
import io.snapfleet.cli.output.Output;
import io.snapfleet.vault.api.Vault;
import io.snapfleet.vault.maintain.PruneOptions;
import io.snapfleet.vault.maintain.PrunePlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code snapfleet vault prune REPOSITORY [--dry-run]}. */
@Command(
    name = "prune",
    description = "Removes the data that no snapshot needs any more.",
    footer = {
      "  snapfleet vault prune /srv/backups --dry-run       what it would do",
      "  snapfleet vault prune /srv/backups",
      "  snapfleet vault prune /srv/backups --max-unused 0  leave nothing unused",
    })
public final class VaultPruneCommand implements Runnable {
  private final Output output;
  private final VaultAccess access;

  @Mixin private RepositoryOptions repository = new RepositoryOptions();

  @Option(names = "--dry-run", description = "Say what would be done, and do nothing.")
  private boolean dryRun;

  @Option(
      names = "--max-unused",
      paramLabel = "PERCENT",
      description = "How much may stay unused in packs that are used in part; 5 unless given.")
  private double maxUnused = PruneOptions.DEFAULT.unusedPercent();

  public VaultPruneCommand(Output output, VaultAccess access) {
    this.output = output;
    this.access = access;
  }

  /** The result as data. */
  record Pruned(
      boolean dryRun,
      int packsRemoved,
      int packsRepacked,
      long usedBytes,
      long freedBytes,
      long copiedBytes,
      long unusedBytesLeft) {
    static Pruned of(boolean dryRun, PrunePlan plan) {
      return new Pruned(
          dryRun,
          plan.removed().size() + plan.unindexed().size() + plan.missing().size(),
          plan.repacked().size(),
          plan.usedBytes(),
          plan.freedBytes(),
          plan.copiedBytes(),
          plan.unusedBytesLeft());
    }

    String text() {
      return "%s %s removed, %d packed anew (%s copied), %s freed; %s in use, %s unused left"
          .formatted(
              dryRun ? "Would be:" : "Done:",
              Counted.text(packsRemoved, "pack"),
              packsRepacked,
              Bytes.text(copiedBytes),
              Bytes.text(freedBytes),
              Bytes.text(usedBytes),
              Bytes.text(unusedBytesLeft));
    }
  }

  @Override
  public void run() {
    PruneOptions options = new PruneOptions(maxUnused, Long.MAX_VALUE, repository.lockPatience());
    try (Vault open = access.open(repository)) {
      PrunePlan plan = open.prune(options, dryRun);
      Pruned pruned = Pruned.of(dryRun, plan);
      output.result(pruned, pruned.text());
    }
  }
}
