package io.snapfleet.cli.vault;

import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.cli.output.Bytes;
import io.snapfleet.cli.output.Counted;
import io.snapfleet.cli.output.Output;
import io.snapfleet.vault.api.Vault;
import io.snapfleet.vault.maintain.Finding;
import io.snapfleet.vault.maintain.RepositoryCheck;
import io.snapfleet.vault.store.Backend;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code snapfleet vault check REPOSITORY [--read-data]}. */
@Command(
    name = "check",
    description = "Looks whether the repository holds all that its snapshots need.",
    footer = {
      "  snapfleet vault check /srv/backups",
      "  snapfleet vault check /srv/backups --read-data     read and verify every byte",
    })
public final class VaultCheckCommand implements Callable<Integer> {
  private final Output output;
  private final VaultAccess access;
  private final Clock clock;

  @Mixin private RepositoryOptions repository = new RepositoryOptions();

  @Option(names = "--read-data", description = "Read and verify every byte.")
  private boolean readData;

  public VaultCheckCommand(Output output, VaultAccess access, Clock clock) {
    this.output = output;
    this.access = access;
    this.clock = clock;
  }

  /** The result as data. */
  record Checked(boolean sound, int snapshots, int packs, long bytesRead, List<Found> findings) {
    record Found(String kind, boolean error, String file, String message, String fix) {
      static Found of(Finding finding) {
        return new Found(
            finding.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
            finding.kind().isError(),
            finding.file(),
            finding.message(),
            finding.fix());
      }
    }
  }

  /** A repository with data lost or at risk is exit code 1. */
  @Override
  public Integer call() {
    RepositoryCheck.Report report;
    try (Vault open = access.open(repository)) {
      report = readData ? readAll(open) : open.check(false);
    }
    output.result(
        new Checked(
            report.isSound(),
            report.snapshots(),
            report.packs(),
            report.bytesRead(),
            report.findings().stream().map(Checked.Found::of).toList()),
        text(report));
    return (report.isSound() ? ExitCode.DONE : ExitCode.FAILED).number();
  }

  private RepositoryCheck.Report readAll(Vault open) {
    try (TransferProgress progress = TransferProgress.start(output, "check", clock)) {
      progress.planned(
          open.repository().backend().list(Backend.Kind.DATA).stream()
              .mapToLong(Backend.Entry::size)
              .sum());
      RepositoryCheck.Report report =
          RepositoryCheck.readData(open.repository(), progress::advanced);
      progress.done();
      return report;
    }
  }

  private static String text(RepositoryCheck.Report report) {
    StringBuilder text = new StringBuilder();
    for (Finding finding : report.findings()) {
      text.append(finding.kind().isError() ? "error: " : "note: ")
          .append(finding.message())
          .append("\n  where: ")
          .append(finding.file())
          .append("\n  fix: ")
          .append(finding.fix())
          .append('\n');
    }
    return text.append(
            "%s: %s, %s, %s"
                .formatted(
                    report.isSound() ? "Sound" : "Damaged",
                    Counted.text(report.snapshots(), "snapshot"),
                    Counted.text(report.packs(), "pack"),
                    report.bytesRead() == 0
                        ? "data not read; --read-data does"
                        : Bytes.text(report.bytesRead()) + " read and verified"))
        .toString();
  }
}
