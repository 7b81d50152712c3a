package io.snapfleet.cli.command;

import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.cli.output.Progress;
import io.snapfleet.cli.output.Prompt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Installs Debian packages, as root or through sudo, after a yes. */
public final class PackageInstaller {
  private final Prompt prompt;
  private final List<String> asRoot;

  /**
   * @param asRoot words before a command that needs root; none when this process is root
   */
  public PackageInstaller(Prompt prompt, List<String> asRoot) {
    this.prompt = prompt;
    this.asRoot = List.copyOf(asRoot);
  }

  /** For this process: through sudo where it is not root, which asks for no password unseen. */
  public static PackageInstaller ofProcess(Prompt prompt) {
    if ("root".equals(System.getProperty("user.name"))) {
      return new PackageInstaller(prompt, List.of());
    }
    return new PackageInstaller(
        prompt, prompt.possible() ? List.of("sudo") : List.of("sudo", "-n"));
  }

  /**
   * Installs what is missing; does nothing when nothing is.
   *
   * @param agreed whether a yes was given beforehand
   */
  public void install(List<String> packages, boolean agreed, Progress progress) {
    if (packages.isEmpty()) {
      return;
    }
    String names = String.join(" ", packages);
    if (!agreed) {
      prompt.confirm("Install " + names + " with apt?");
    }
    List<String> install =
        new ArrayList<>(List.of("apt-get", "install", "--yes", "--no-install-recommends"));
    install.addAll(packages);
    progress.started("install " + names);
    // The lists of a new machine are often old or missing. A source that does not answer matters
    // only when a package then cannot be had, and apt says so.
    run(List.of("apt-get", "update"));
    Ended ended = run(install);
    if (ended.status() != 0) {
      progress.failed("install " + names, ended.lastLine());
      throw refused(install, ended.lastLine());
    }
    progress.done("install " + names);
  }

  private record Ended(int status, String lastLine) {}

  private Ended run(List<String> command) {
    List<String> words = new ArrayList<>(asRoot);
    words.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), said.lines().reduce("", (_, last) -> last));
    } catch (IOException missing) {
      throw refused(words, String.valueOf(missing.getMessage()));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw refused(words, "interrupted");
    }
  }

  private static CommandException refused(List<String> command, String reason) {
    return new CommandException(
        "the packages could not be installed: " + reason,
        String.join(" ", command),
        "run that command yourself as root",
        ExitCode.FAILED);
  }
}
