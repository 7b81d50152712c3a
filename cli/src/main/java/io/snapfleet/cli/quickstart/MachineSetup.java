package io.snapfleet.cli.quickstart;

import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.cli.output.Progress;
import io.snapfleet.cli.output.Prompt;
import io.snapfleet.local.Doctor;
import io.snapfleet.local.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Brings this computer to where it can run machines, as far as that is allowed. */
final class MachineSetup {
  private final Doctor doctor;
  private final Prompt prompt;
  private final Progress progress;

  MachineSetup(Doctor doctor, Prompt prompt, Progress progress) {
    this.doctor = doctor;
    this.prompt = prompt;
    this.progress = progress;
  }

  /** Installs what is missing after a yes, and fails with all that is still wrong then. */
  void prepare(boolean agreed) {
    List<String> missing = doctor.missingPackages();
    if (!missing.isEmpty()) {
      progress.note("This computer lacks the packages " + String.join(", ", missing) + ".");
      if (!agreed) {
        prompt.confirm("Install them with apt?");
      }
      install(missing);
    }
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

  private void install(List<String> packages) {
    String names = String.join(" ", packages);
    progress.note("Installing " + names);
    // The lists of a new machine are often old or missing; a source that does not answer is apt's
    // to tell.
    run(List.of("apt-get", "update", "-qq"));
    List<String> install =
        new ArrayList<>(List.of("apt-get", "install", "-y", "-qq", "--no-install-recommends"));
    install.addAll(packages);
    int status = run(install);
    if (status != 0) {
      throw new CommandException(
          "apt could not install " + names + " (status " + status + ")",
          "apt-get",
          "run it yourself and read what it says: " + String.join(" ", install),
          ExitCode.FAILED);
    }
  }

  private int run(List<String> command) {
    List<String> line = new ArrayList<>();
    if (!"root".equals(System.getProperty("user.name"))) {
      line.add("sudo");
    }
    line.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
    builder.redirectInput(ProcessBuilder.Redirect.INHERIT);
    // Standard output belongs to the result.
    builder.redirectOutput(ProcessBuilder.Redirect.to(new java.io.File("/dev/stderr")));
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    try {
      return builder.start().waitFor();
    } catch (IOException missing) {
      throw new CommandException(
          "cannot run " + line.getFirst() + ": " + missing.getMessage(),
          "installing packages",
          "install " + String.join(" ", command) + " by hand",
          ExitCode.FAILED);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }
}
