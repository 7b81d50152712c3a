package io.snapfleet.cli.quickstart;

import io.snapfleet.cli.command.PackageInstaller;
import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.cli.output.Progress;
import io.snapfleet.local.Doctor;
import io.snapfleet.local.Finding;
import java.util.List;
import java.util.stream.Collectors;

/** Brings this computer to where it can run machines, as far as that is allowed. */
final class MachineSetup {
  private final Doctor doctor;
  private final PackageInstaller installer;
  private final Progress progress;

  MachineSetup(Doctor doctor, PackageInstaller installer, Progress progress) {
    this.doctor = doctor;
    this.installer = installer;
    this.progress = progress;
  }

  /** Installs what is missing after a yes, and fails with all that is still wrong then. */
  void prepare(boolean agreed) {
    installer.install(doctor.missingPackages(), agreed, progress);
    List<Finding> problems =
        doctor.check().stream()
            .filter(finding -> finding.status() == Finding.Status.PROBLEM)
            .toList();
    if (!problems.isEmpty()) {
      throw new CommandException(
          problems.stream().map(Finding::found).collect(Collectors.joining("; ")),
          problems.stream().map(Finding::name).collect(Collectors.joining(", ")),
          problems.stream().map(Finding::fix).distinct().collect(Collectors.joining("; ")),
          ExitCode.PROVIDER_REFUSED);
    }
  }
}
