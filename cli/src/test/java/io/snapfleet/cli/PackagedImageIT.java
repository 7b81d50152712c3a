package io.snapfleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.cli.command.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The product as packaging left it. */
class PackagedImageIT {
  private static final Path PROGRAM = Path.of("target/image/bin/snapfleet").toAbsolutePath();

  @TempDir private Path directory;

  @Test
  void itRunsFromItsOwnRuntime() throws Exception {
    assertThat(run("", PROGRAM.toString(), "--version"))
        .isEqualTo("snapfleet " + Version.text() + "\n");
    assertThat(run("", PROGRAM.toString(), "help")).startsWith("Usage: snapfleet");
  }

  @Test
  void itRunsThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("snapfleet"), PROGRAM);
    assertThat(run("", link.toString(), "--version")).startsWith("snapfleet ");
  }

  @Test
  void theJvmTakesTheCache() throws Exception {
    assertThat(run("-XX:AOTMode=on", PROGRAM.toString(), "help")).startsWith("Usage: snapfleet");
  }

  @Test
  void theVaultTakesItsOwnCache() throws Exception {
    assertThat(run("-XX:AOTMode=on", PROGRAM.toString(), "vault", "init", "--help"))
        .startsWith("Usage: snapfleet vault init");
    assertThat(run("-XX:AOTMode=on", PROGRAM.toString(), "--json", "vault", "init", "--help"))
        .startsWith("Usage: snapfleet vault init");
  }

  @Test
  void theVersionTakesTheArchiveOfTheJdk() throws Exception {
    assertThat(run("-Xshare:on", PROGRAM.toString(), "--version")).startsWith("snapfleet ");
  }

  @Test
  void exitCodesAndErrorsReachTheShell() throws Exception {
    Process process = new ProcessBuilder(PROGRAM.toString(), "hepl").start();
    String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(errors).startsWith("error: unknown command hepl");
  }

  @Test
  void namesBeyondAsciiAreTakenWithoutALocaleToo() throws Exception {
    Path file = directory.resolve("flotte-für-café.yaml");
    for (String locale : new String[] {"", "C", "POSIX"}) {
      ProcessBuilder builder =
          new ProcessBuilder(PROGRAM.toString(), "validate", "-f", file.toString());
      builder.environment().keySet().removeIf(name -> name.startsWith("LC_"));
      builder.environment().put("LANG", locale);
      Process process = builder.start();
      String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(errors).startsWith("error: no such file\n  where: " + file);
      assertThat(process.waitFor()).isEqualTo(2);
    }
  }

  @Test
  void aFullDiskIsAFailureAndAReaderThatHasGoneIsNone() throws Exception {
    assertThat(run("", "sh", "-c", PROGRAM + " schema 2>&1 >/dev/full; echo $?"))
        .contains("error: the result could not be written")
        .endsWith("\n1\n");
    String unread = "exec 3>&1; { %s schema 2>&3; echo $? >&3; } | exec true".formatted(PROGRAM);
    assertThat(run("", "sh", "-c", unread)).doesNotContain("error").endsWith("0\n");
  }

  private static String run(String jvmOptions, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JDK_JAVA_OPTIONS", jvmOptions);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return output;
  }
}
