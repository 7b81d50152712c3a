package io.snapfleet.cli.vault;

import io.snapfleet.cli.output.Counted;
import io.snapfleet.cli.output.Output;
import io.snapfleet.vault.api.Vault;
import io.snapfleet.vault.maintain.Unlock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code snapfleet vault unlock REPOSITORY}. */
@Command(
    name = "unlock",
    description = "Removes locks whose holders are gone.",
    footer = {
      "  snapfleet vault unlock /srv/backups",
      "  snapfleet vault unlock /srv/backups --all     when nobody uses the repository",
    })
public final class VaultUnlockCommand implements Runnable {
  private final Output output;
  private final VaultAccess access;

  @Mixin private RepositoryOptions repository = new RepositoryOptions();

  @Option(names = "--all", description = "Remove the locks of those that are at work too.")
  private boolean all;

  public VaultUnlockCommand(Output output, VaultAccess access) {
    this.output = output;
    this.access = access;
  }

  /** The result as data. */
  record Unlocked(int locksRemoved) {}

  @Override
  public void run() {
    try (Vault open = access.open(repository)) {
      int removed =
          all
              ? Unlock.removeAll(open.repository()).size()
              : Unlock.removeStale(open.repository()).size();
      output.result(new Unlocked(removed), Counted.text(removed, "lock") + " removed");
    }
  }
}
