package io.snapfleet.cli.vault;

import io.snapfleet.cli.output.Output;
import io.snapfleet.vault.api.Vault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code snapfleet vault init REPOSITORY}. */
@Command(
    name = "init",
    description = "Makes a new, empty repository.",
    footer = {
      "  snapfleet vault init /srv/backups",
      "  snapfleet vault init s3:https://s3.example.com/bucket/backups --password-file /etc/backup.key",
    })
public final class VaultInitCommand implements Runnable {
  private final Output output;
  private final VaultAccess access;

  @Mixin private RepositoryOptions repository = new RepositoryOptions();

  public VaultInitCommand(Output output, VaultAccess access) {
    this.output = output;
    this.access = access;
  }

  /** The result as data. */
  record Made(String repository, String id) {}

  @Override
  public void run() {
    try (Vault made = access.create(repository)) {
      output.result(
          new Made(made.location(), made.repository().id().hex()),
          """
          Repository %s at %s
          Keep the password: without it the backups cannot be read, by anybody.
          """
              .formatted(made.repository().id().shortHex(), made.location()));
    }
  }
}
