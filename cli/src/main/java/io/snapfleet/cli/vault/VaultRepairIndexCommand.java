package io.snapfleet.cli.vault;

import io.snapfleet.cli.output.Counted;
import io.snapfleet.cli.output.Output;
import io.snapfleet.vault.api.Vault;
import io.snapfleet.vault.maintain.IndexRebuild;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code snapfleet vault repair index REPOSITORY}. */
@Command(
    name = "index",
    description = "Makes the index say what the packs really hold.",
    footer = {
      "  snapfleet vault repair index /srv/backups",
      "  snapfleet vault repair index /srv/backups --read-all-packs     trust no index",
    })
public final class VaultRepairIndexCommand implements Runnable {
  private final Output output;
  private final VaultAccess access;

  @Mixin private RepositoryOptions repository = new RepositoryOptions();

  @Option(names = "--read-all-packs", description = "Read the header of every pack.")
  private boolean readAllPacks;

  public VaultRepairIndexCommand(Output output, VaultAccess access) {
    this.output = output;
    this.access = access;
  }

  /** The result as data. */
  record Repaired(int packsAdded, int packsDropped, int indexesReplaced) {}

  @Override
  public void run() {
    try (Vault open = access.open(repository)) {
      IndexRebuild.Report report =
          readAllPacks
              ? IndexRebuild.readAllPacks(open.repository(), repository.lockPatience())
              : IndexRebuild.run(open.repository(), repository.lockPatience());
      output.result(
          new Repaired(
              report.added().size(), report.dropped().size(), report.damagedIndexes().size()),
          "%s added to the index, %d dropped from it, %s replaced"
              .formatted(
                  Counted.text(report.added().size(), "pack"),
                  report.dropped().size(),
                  Counted.text(report.damagedIndexes().size(), "damaged index file")));
    }
  }
}
