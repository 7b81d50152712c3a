package io.snapfleet.cli.vault;

import io.snapfleet.cli.output.Output;
import io.snapfleet.vault.api.Vault;
import io.snapfleet.vault.store.Backend;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code snapfleet vault key ls REPOSITORY}. */
@Command(
    name = "ls",
    description = "Lists the keys, one for each password, and which one was used to look.",
    footer = {"  snapfleet vault key ls /srv/backups"})
public final class VaultKeyListCommand implements Runnable {
  private final Output output;
  private final VaultAccess access;

  @Mixin private RepositoryOptions repository = new RepositoryOptions();

  public VaultKeyListCommand(Output output, VaultAccess access) {
    this.output = output;
    this.access = access;
  }

  /** The result as data. */
  record Keys(List<Line> keys) {
    record Line(String id, boolean current) {
      String text() {
        return id.substring(0, 8) + (current ? "  the one in use" : "");
      }
    }
  }

  @Override
  public void run() {
    try (Vault open = access.open(repository)) {
      String current = open.repository().keyFile().hex();
      List<Keys.Line> keys =
          open.repository().backend().list(Backend.Kind.KEY).stream()
              .map(entry -> new Keys.Line(entry.name(), entry.name().equals(current)))
              .toList();
      output.result(new Keys(keys), String.join("\n", keys.stream().map(Keys.Line::text).toList()));
    }
  }
}
