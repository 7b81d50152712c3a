package io.snapfleet.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of this computer. */
final class Host {
  private static final long LONGEST_SECONDS = 120;

  private Host() {}

  /** What a program that must succeed prints. */
  static String run(String... command) {
    Ran ran = tried(command);
    assertThat(ran.exitCode()).as(ran::toString).isZero();
    return ran.output();
  }

  static Ran tried(String... command) {
    return tried(new byte[0], command);
  }

  /** Runs a program that reads {@code input}. Its errors are in its output. */
  static Ran tried(byte[] input, String... command) {
    long started = System.nanoTime();
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (var stream = process.getOutputStream()) {
        stream.write(input);
      }
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("it does not end: " + List.of(command));
      }
      double seconds = (System.nanoTime() - started) / 1e9;
      return new Ran(String.join(" ", command), process.exitValue(), output, "", seconds);
    } catch (IOException unstartable) {
      throw new UncheckedIOException(unstartable);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
