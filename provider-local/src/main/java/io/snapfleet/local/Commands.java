package io.snapfleet.local;

import io.snapfleet.provider.api.ProviderException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs programs of this computer, never through a shell and never without a deadline. */
final class Commands {
  /** How a program ended, and what it printed on either stream. */
  record Result(int exit, String output) {
    boolean succeeded() {
      return exit == 0;
    }

    /** The last line that says something: where programs put the reason. */
    String reason() {
      return output
          .lines()
          .filter(line -> !line.isBlank())
          .reduce((first, second) -> second)
          .orElse("it ended with code " + exit + " and said nothing");
    }
  }

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  /** Runs a program that ends soon, and returns how. */
  Result run(String... command) {
    return run(DEADLINE, List.of(command), line -> {});
  }

  /** Runs a program that must succeed, and returns what it printed. */
  String require(String... command) {
    Result result = run(command);
    if (!result.succeeded()) {
      throw failure(List.of(command), result);
    }
    return result.output();
  }

  Result run(Duration deadline, List<String> command, Consumer<String> line) {
    Process process = start(command);
    StringBuilder output = new StringBuilder();
    Thread reader =
        Thread.ofVirtual()
            .start(
                () -> {
                  try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
                    lines
                        .lines()
                        .forEach(
                            text -> {
                              output.append(text).append('\n');
                              line.accept(text);
                            });
                  } catch (IOException | UncheckedIOException closed) {
                    // The program was stopped: what it said until then is all there is.
                  }
                });
    try {
      if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ProviderException.Retryable(
            "'%s' did not end within %d seconds"
                .formatted(String.join(" ", command), deadline.toSeconds()),
            "see what it waits for, then run the command again",
            new IOException("deadline passed"));
      }
      reader.join();
      return new Result(process.exitValue(), output.toString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ProviderException.Retryable(
          "interrupted while '" + command.getFirst() + "' ran", "run it again", interrupted);
    } finally {
      process.destroyForcibly();
    }
  }

  static ProviderException failure(List<String> command, Result result) {
    if (result.output().contains("No space left on device")) {
      return new ProviderException.InsufficientCapacity(
          "no space is left on the disk for '" + String.join(" ", command) + "'",
          "delete snapshots or machines you do not need, or set a larger pool-size in a new home");
    }
    if (result.output().contains("Read-only file system")) {
      return new ProviderException.Permanent(
          "'%s' failed, as the disk has become read-only, which it does when it cannot be written to"
              .formatted(String.join(" ", command)),
          "make room on the disk, then take this home's fleets down, again where that fails: a pool"
              + " on which no machine runs is mounted anew");
    }
    return new ProviderException.Permanent(
        "'%s' failed: %s".formatted(String.join(" ", command), result.reason()),
        "run 'snapfleet doctor' to check this computer");
  }

  private static Process start(List<String> command) {
    ProcessBuilder builder = Executables.builder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return process;
    } catch (IOException missing) {
      throw new ProviderException.Permanent(
          "the program '" + command.getFirst() + "' cannot be started: " + missing.getMessage(),
          "run 'snapfleet doctor', which names the package to install",
          missing);
    }
  }
}
