package io.snapfleet.cli.vault;

import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.cli.output.Output;
import io.snapfleet.vault.api.Vault;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.store.Backend;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code snapfleet vault key rm REPOSITORY KEY}. */
@Command(
    name = "rm",
    description = "Removes a key, so that its password opens the repository no more.",
    footer = {"  snapfleet vault key rm /srv/backups 3f1c"})
public final class VaultKeyRemoveCommand implements Runnable {
  private final Output output;
  private final VaultAccess access;

  @Mixin private RepositoryOptions repository = new RepositoryOptions();

  @Parameters(index = "1", paramLabel = "KEY", description = "The beginning of the key's id.")
  private String key = "";

  public VaultKeyRemoveCommand(Output output, VaultAccess access) {
    this.output = output;
    this.access = access;
  }

  /** The result as data. */
  record Removed(String key) {}

  @Override
  public void run() {
    try (Vault open = access.open(repository)) {
      Id found = find(open);
      if (found.equals(open.repository().keyFile())) {
        throw refusal("this key is the one in use", "open the repository with another password");
      }
      open.repository().removeKey(found);
      output.result(new Removed(found.hex()), "Key " + found.shortHex() + " removed");
    }
  }

  private Id find(Vault open) {
    List<String> matching =
        open.repository().backend().list(Backend.Kind.KEY).stream()
            .map(Backend.Entry::name)
            .filter(name -> name.startsWith(key))
            .toList();
    if (matching.size() != 1) {
      throw refusal(
          "%d keys' ids begin so".formatted(matching.size()), "see snapfleet vault key ls");
    }
    return Id.parse(matching.getFirst());
  }

  private CommandException refusal(String error, String fix) {
    return new CommandException(error, key, fix, ExitCode.BAD_INPUT);
  }
}
