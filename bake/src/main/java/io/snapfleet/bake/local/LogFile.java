package io.snapfleet.bake.local;

import io.snapfleet.bake.run.BuildLog;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A file with the lines of a build, each with its time. What is written is there at once. */
final class LogFile implements BuildLog {
  private final Path path;
  private final BufferedWriter writer;
  private final Clock clock;
  private long left;
  private boolean broken;

  /**
   * @param most how many characters are kept
   */
  LogFile(Path path, long most, Clock clock) throws IOException {
    this.path = path;
    this.writer = Files.newBufferedWriter(path);
    this.clock = clock;
    this.left = most;
  }

  @Override
  public synchronized void line(String text) {
    if (left <= 0) {
      return;
    }
    left -= text.length();
    write(text);
    if (left <= 0) {
      write("... what follows is not kept");
    }
  }

  private void write(String text) {
    try {
      writer.write(clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + text + "\n");
      writer.flush();
    } catch (IOException full) {
      broken = true;
      left = 0;
    }
  }

  @Override
  public synchronized Optional<Path> file() {
    return broken ? Optional.empty() : Optional.of(path);
  }

  @Override
  public synchronized void close() {
    left = 0;
    try {
      writer.close();
    } catch (IOException full) {
      broken = true;
    }
  }
}
