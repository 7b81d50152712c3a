package io.snapfleet.cli.command;

import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Progress;
import io.snapfleet.cli.output.Table;
import io.snapfleet.local.Doctor;
import io.snapfleet.local.Finding;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code snapfleet doctor [--fix]}. */
@Command(
    name = "doctor",
    description =
        "Checks whether this computer can run machines, and prints the fix of each problem.",
    footer = {
      "  snapfleet doctor",
      "  snapfleet doctor --fix                 asks, then installs the packages that are missing",
      "  snapfleet doctor --fix --yes --json",
    })
public final class DoctorCommand implements Callable<Integer> {
  private final Output output;
  private final Doctor doctor;
  private final PackageInstaller installer;

  @Option(names = "--fix", description = "Install missing Debian packages.")
  private boolean fix;

  @Mixin private YesOption yes = new YesOption();

  public DoctorCommand(Output output, Doctor doctor, PackageInstaller installer) {
    this.output = output;
    this.doctor = doctor;
    this.installer = installer;
  }

  /** The result as data. */
  record Report(boolean ready, List<Line> findings) {
    record Line(String name, String status, String found, String fix) {
      static Line of(Finding finding) {
        String status = finding.status().name().toLowerCase(Locale.ROOT);
        return new Line(finding.name(), status, finding.found(), finding.fix());
      }
    }
  }

  /** A computer that cannot run machines is exit code 1, so that scripts can ask. */
  @Override
  public Integer call() {
    if (fix) {
      try (Progress progress = output.progress()) {
        installer.install(doctor.missingPackages(), yes.given(), progress);
      }
    }
    List<Finding> findings = doctor.check();
    boolean ready =
        findings.stream().noneMatch(finding -> finding.status() == Finding.Status.PROBLEM);
    output.result(
        new Report(ready, findings.stream().map(Report.Line::of).toList()), text(findings, ready));
    return (ready ? ExitCode.DONE : ExitCode.FAILED).number();
  }

  private static String text(List<Finding> findings, boolean ready) {
    Table table = new Table("STATUS", "CHECK", "FOUND");
    findings.forEach(
        finding ->
            table.row(
                finding.status().name().toLowerCase(Locale.ROOT), finding.name(), finding.found()));
    return table + fixes(findings) + "\n" + verdict(ready);
  }

  private static String fixes(List<Finding> findings) {
    return findings.stream()
        .filter(finding -> !finding.fix().isEmpty())
        .map(finding -> "fix " + finding.name() + ": " + finding.fix())
        .collect(Collectors.joining("\n", "\n", "\n"));
  }

  private static String verdict(boolean ready) {
    return ready ? "This computer can run machines." : "This computer cannot run machines yet.";
  }
}
