package io.snapfleet.cli.vault;

import io.snapfleet.cli.output.Streams;
import io.snapfleet.vault.api.Vault;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code snapfleet vault dump REPOSITORY SNAPSHOT PATH}. */
@Command(
    name = "dump",
    description = "Writes one file of a snapshot to standard output.",
    footer = {
      "  snapfleet vault dump /srv/backups latest /var/backups/shop.sql",
    })
public final class VaultDumpCommand implements Runnable {
  private static final int BUFFER = 1 << 16;

  private final VaultAccess access;
  private final Supplier<Streams> streams;

  @Mixin private RepositoryOptions repository = new RepositoryOptions();

  @Parameters(
      index = "1",
      paramLabel = "SNAPSHOT",
      description = "latest, or the beginning of a snapshot's id.")
  private String snapshot = "";

  @Parameters(index = "2", paramLabel = "PATH", description = "The file's whole path.")
  private String path = "";

  public VaultDumpCommand(VaultAccess access, Supplier<Streams> streams) {
    this.access = access;
    this.streams = streams;
  }

  @Override
  public void run() {
    try (Vault open = access.open(repository)) {
      OutputStream out = new BufferedOutputStream(streams.get().output(), BUFFER);
      open.dump(open.snapshot(snapshot), path, out);
      out.flush();
    } catch (IOException unusable) {
      throw Misused.of(unusable, "name a file as snapfleet vault ls prints it");
    }
  }
}
