package io.snapfleet.bench.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that runs; what it prints goes to files, so that nobody has to read along. */
public final class Program {
  private static final int LINES_SHOWN = 10;

  private final String name;
  private final Process process;
  private final Path output;
  private final Path errors;
  private final Stopwatch time;

  private Program(String name, Process process, Path output, Path errors, Stopwatch time) {
    this.name = name;
    this.process = process;
    this.output = output;
    this.errors = errors;
    this.time = time;
  }

  /** How a program ended: its standard output, and how long it ran. */
  public record Ended(String output, double seconds) {}

  public static Program start(Map<String, String> environment, String input, List<String> words) {
    try {
      Path output = Files.createTempFile("bench-", ".out");
      Path errors = Files.createTempFile("bench-", ".err");
      ProcessBuilder builder =
          new ProcessBuilder(words).redirectOutput(output.toFile()).redirectError(errors.toFile());
      builder.environment().putAll(environment);
      Stopwatch time = new Stopwatch();
      Process process = builder.start();
      try (var standardInput = process.getOutputStream()) {
        standardInput.write(input.getBytes(UTF_8));
      }
      return new Program(String.join(" ", words), process, output, errors, time);
    } catch (IOException refused) {
      throw new BenchException(
          words.getFirst() + " cannot be run: " + refused.getMessage(), refused);
    }
  }

  public static Ended run(String... words) {
    return start(Map.of(), "", List.of(words)).end(Duration.ofMinutes(1));
  }

  /** Waits for its end; a program that fails or does not end in time fails the measurement. */
  public Ended end(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroy();
        throw new BenchException("'%s' took more than %d s".formatted(name, limit.toSeconds()));
      }
      double seconds = time.seconds();
      if (process.exitValue() != 0) {
        throw new BenchException(
            "'%s' ended with status %d: %s"
                .formatted(name, process.exitValue(), lastLines(errors)));
      }
      return new Ended(Files.readString(output), seconds);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted while waiting for '" + name + "'", interrupted);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } finally {
      forget(output);
      forget(errors);
    }
  }

  /** Fails as {@link #end} does if it has ended and not well; returns at once in any case. */
  public void requireNotFailed() {
    if (!process.isAlive() && process.exitValue() != 0) {
      end(Duration.ofSeconds(1));
    }
  }

  private static String lastLines(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
  }

  private static void forget(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException unimportant) {
      // It lies in the directory for temporary files.
    }
  }
}
