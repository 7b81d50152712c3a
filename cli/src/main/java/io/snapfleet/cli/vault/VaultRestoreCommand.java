package io.snapfleet.cli.vault;

import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.cli.output.Output;
import io.snapfleet.vault.api.Vault;
import io.snapfleet.vault.repository.StoredSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code snapfleet vault restore REPOSITORY SNAPSHOT TARGET}. */
@Command(
    name = "restore",
    description = "Restores a snapshot into a directory, or an image onto a block device.",
    footer = {
      "  snapfleet vault restore /srv/backups latest /tmp/restored",
      "  snapfleet vault restore /srv/backups 3f1c /dev/vg0/database",
    })
public final class VaultRestoreCommand implements Callable<Integer> {
  private final Output output;
  private final VaultAccess access;
  private final Clock clock;

  @Mixin private RepositoryOptions repository = new RepositoryOptions();

  @Parameters(
      index = "1",
      paramLabel = "SNAPSHOT",
      description = "latest, or the beginning of a snapshot's id.")
  private String snapshot = "";

  @Parameters(
      index = "2",
      paramLabel = "TARGET",
      description = "A directory, made if need be, in which files get their whole paths.")
  private Path target = Path.of("");

  @Option(
      names = "--include",
      paramLabel = "PATTERN",
      description = "Restore only what matches, as restic's --include; may be given again.")
  private List<String> includes = new ArrayList<>();

  public VaultRestoreCommand(Output output, VaultAccess access, Clock clock) {
    this.output = output;
    this.access = access;
    this.clock = clock;
  }

  /** A restore that lacks something is exit code 1, after all that could be restored was. */
  @Override
  public Integer call() {
    RestoreReport report;
    try (Vault open = access.open(repository);
        TransferProgress progress = TransferProgress.start(output, "restore", clock)) {
      StoredSnapshot found = open.snapshot(snapshot);
      report = RestoreReport.of(found.id(), open.restore(found, target, includes, progress::at));
      progress.done();
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
    output.result(report, report.text());
    return (report.whole() ? ExitCode.DONE : ExitCode.FAILED).number();
  }
}
