package io.snapfleet.cli.command;

import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Table;
import io.snapfleet.fleet.operate.FleetEngine;
import io.snapfleet.fleet.operate.ImageFinding;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code snapfleet snapshot verify PREFIX}. */
@Command(
    name = "verify",
    description =
        "Looks into a set's images for what must not be there: private keys, credentials, tokens,"
            + " histories, the machine-id, logs; exit code 1 when something is.",
    footer = {"  snapfleet snapshot verify k3v9", "  snapfleet snapshot verify k3v9 --json"})
public final class SnapshotVerifyCommand implements Callable<Integer> {
  private final Output output;
  private final Supplier<FleetEngine> engine;

  @Mixin private SnapshotPrefix prefix = new SnapshotPrefix();

  public SnapshotVerifyCommand(Output output, Supplier<FleetEngine> engine) {
    this.output = output;
    this.engine = engine;
  }

  /** The result as data. */
  record Verified(String id, boolean clean, List<Finding> findings) {
    /**
     * What must not be there.
     *
     * @param file empty when it is about the image as a whole
     */
    record Finding(String tier, String file, String what) {
      static Finding of(ImageFinding finding) {
        return new Finding(finding.tier().text(), finding.file(), finding.what());
      }
    }
  }

  @Override
  public Integer call() {
    String id = engine.get().snapshotSet(prefix.text()).id();
    List<Verified.Finding> findings =
        engine.get().verifySnapshot(id).stream().map(Verified.Finding::of).toList();
    output.result(new Verified(id, findings.isEmpty(), findings), text(id, findings));
    return (findings.isEmpty() ? ExitCode.DONE : ExitCode.FAILED).number();
  }

  private static String text(String id, List<Verified.Finding> findings) {
    if (findings.isEmpty()) {
      return "Snapshot set " + id + " is clean.";
    }
    Table table = new Table("TIER", "FILE", "FOUND");
    findings.forEach(finding -> table.row(finding.tier(), finding.file(), finding.what()));
    return "Snapshot set %s is not clean:\n\n%s".formatted(id, table);
  }
}
