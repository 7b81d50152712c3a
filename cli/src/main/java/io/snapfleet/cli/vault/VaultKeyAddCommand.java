package io.snapfleet.cli.vault;

import io.snapfleet.cli.output.Output;
import io.snapfleet.vault.api.Vault;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code snapfleet vault key add REPOSITORY}. */
@Command(
    name = "add",
    description = "Adds a password that opens the repository too.",
    footer = {"  snapfleet vault key add /srv/backups --new-password-file /etc/second.key"})
public final class VaultKeyAddCommand implements Runnable {
  private final Output output;
  private final VaultAccess access;

  @Mixin private RepositoryOptions repository = new RepositoryOptions();

  @Option(
      names = "--new-password-file",
      required = true,
      paramLabel = "FILE",
      description = "A file with the new password.")
  private Path newPasswordFile = Path.of("");

  public VaultKeyAddCommand(Output output, VaultAccess access) {
    this.output = output;
    this.access = access;
  }

  /** The result as data. */
  record Added(String key) {}

  @Override
  public void run() {
    char[] added = access.newPassword(newPasswordFile);
    try (Vault open = access.open(repository)) {
      String key = open.repository().addKey(added).hex();
      output.result(new Added(key), "Key " + key.substring(0, 8) + " added");
    }
  }
}
