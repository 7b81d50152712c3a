package io.snapfleet.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A command that runs. Not thread-safe. */
final class Child {
  private static final Duration LONGEST = Duration.ofMinutes(9);

  private final String command;
  private final Process process;
  private final Path output;
  private final Path errors;
  private final long started = System.nanoTime();

  Child(String command, Process process, Path output, Path errors) {
    this.command = command;
    this.process = process;
    this.output = output;
    this.errors = errors;
  }

  long pid() {
    return process.pid();
  }

  /** What it has printed so far. */
  String outputSoFar() {
    try {
      return Files.readString(output);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Asks it to end, and waits until it has. */
  void end() {
    process.destroy();
    await();
  }

  /** Waits for its end. */
  Ran await() {
    if (!endedWithin(LONGEST)) {
      process.destroyForcibly().onExit().join();
      throw new AssertionError("it did not end within " + LONGEST + ": " + ran());
    }
    return ran();
  }

  /** Ends it as {@code kill -9} does, unless it ends by itself before that; says whether. */
  boolean killAfter(Duration delay) {
    if (endedWithin(delay)) {
      ran();
      return false;
    }
    process.destroyForcibly().onExit().join();
    return ran().exitCode() == 128 + 9;
  }

  private boolean endedWithin(Duration time) {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private Ran ran() {
    double seconds = (System.nanoTime() - started) / 1e9;
    return new Ran(command, process.exitValue(), take(output), take(errors), seconds);
  }

  private static String take(Path file) {
    try {
      String text = Files.readString(file);
      Files.delete(file);
      return text;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
