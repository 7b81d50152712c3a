package io.snapfleet.vault.maintain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Debian's restic, the outside witness, on one repository. */
final class Restic {
  private final String repository;
  private final Map<String, String> environment;

  Restic(Path directory) {
    this(directory.toString(), Map.of());
  }

  Restic(String repository, Map<String, String> environment) {
    this.repository = repository;
    this.environment = environment;
  }

  /** What a run printed and how it ended. */
  record Result(int exit, String output) {}

  /** Every byte is right, for restic. */
  void checkReadData() {
    Result result = run("check", "--read-data");
    assertThat(result.exit()).as(result.output()).isZero();
    assertThat(result.output()).contains("no errors were found");
  }

  String succeed(String... arguments) {
    Result result = run(arguments);
    assertThat(result.exit()).as(result.output()).isZero();
    return result.output();
  }

  Result run(String... arguments) {
    try {
      Process process = start(arguments);
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("restic ends").isTrue();
      return new Result(process.exitValue(), output);
    } catch (IOException failed) {
      throw new IllegalStateException("restic is needed: apt-get install -y restic", failed);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("restic", "--no-cache", "-r", repository));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("RESTIC_PASSWORD", TestRepository.PASSWORD);
    builder.environment().put("TZ", "UTC");
    builder.environment().putAll(environment);
    return builder.start();
  }
}
