package io.snapfleet.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * What must be undone, last first, once: at the end, after a failure, or when the process is told
 * to stop. Thread-safe.
 */
public final class CleanUp implements AutoCloseable {
  private static final int GRACE_SECONDS = 20;

  private final Deque<Runnable> undone = new ArrayDeque<>();
  private final Thread whenStopped = new Thread(this::stop, "clean-up");

  public CleanUp() {
    Runtime.getRuntime().addShutdownHook(whenStopped);
  }

  public synchronized void later(Runnable undo) {
    undone.push(undo);
  }

  /** Makes a directory that is removed with all that is in it then. */
  public Path temporaryDirectory(String prefix) {
    try {
      Path directory = Files.createTempDirectory(prefix);
      later(() -> delete(directory));
      return directory;
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  /**
   * Ends the programs that are at work and theirs, so that nothing is made any more, and undoes the
   * rest. The youngest end first: whoever waits for another ends when that has ended.
   */
  private void stop() {
    ProcessHandle.current()
        .descendants()
        .sorted(Comparator.comparing(CleanUp::begun).reversed())
        .forEach(CleanUp::end);
    close();
  }

  private static Instant begun(ProcessHandle child) {
    return child.info().startInstant().orElse(Instant.EPOCH);
  }

  private static void end(ProcessHandle child) {
    child.destroy();
    try {
      child.onExit().get(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException stubborn) {
      child.destroyForcibly();
    }
  }

  /** Goes on after a failure, and says what could not be undone. */
  @Override
  public synchronized void close() {
    while (!undone.isEmpty()) {
      try {
        undone.pop().run();
      } catch (RuntimeException failure) {
        System.err.println("left behind: " + failure.getMessage());
      }
    }
  }
}
