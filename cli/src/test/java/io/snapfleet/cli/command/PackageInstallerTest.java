package io.snapfleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Progress;
import io.snapfleet.cli.output.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a script before each command that writes it down instead of running it. */
class PackageInstallerTest {
  @TempDir private Path directory;
  private final StringWriter said = new StringWriter();
  private final PrintWriter writer = new PrintWriter(said);
  private Progress progress;

  private PackageInstaller installer(String script) throws IOException {
    Path file = Files.writeString(directory.resolve("script"), script);
    Terminal terminal =
        new Terminal(new BufferedReader(Reader.nullReader()), writer, writer, false, false);
    Output output = new Output(terminal, () -> false, Clock.systemUTC());
    progress = output.progress();
    return new PackageInstaller(output.prompt(), List.of("sh", file.toString()));
  }

  @Test
  void itReadsTheListsThenInstalls() throws IOException {
    Path log = directory.resolve("log");
    installer("echo \"$*\" >> " + log).install(List.of("podman", "nftables"), true, progress);
    assertThat(log)
        .hasContent(
            "apt-get update\napt-get install --yes --no-install-recommends podman nftables");
    assertThat(said.toString()).contains("done  install podman nftables");
  }

  @Test
  void nothingMissingRunsNothing() throws IOException {
    installer("exit 1").install(List.of(), false, progress);
    assertThat(said.toString()).isEmpty();
  }

  @Test
  void withoutAYesItIsDeclined() throws IOException {
    PackageInstaller installer = installer("exit 1");
    assertThatThrownBy(() -> installer.install(List.of("podman"), false, progress))
        .isInstanceOfSatisfying(
            CommandException.class,
            declined -> assertThat(declined.failure().exitCode()).isEqualTo(ExitCode.DECLINED));
  }

  @Test
  void aFailureTellsTheLastLineAndTheCommand() throws IOException {
    PackageInstaller installer = installer("echo 'E: Unable to locate package podman'; exit 100");
    assertThatThrownBy(() -> installer.install(List.of("podman"), true, progress))
        .hasMessageContaining("E: Unable to locate package podman");
  }
}
