package io.snapfleet.fleet.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Runs the commands of {@link MachineFiles} on a directory of this computer as if it were a
 * machine's root: the same find, tar and xargs as over there.
 */
public record DirectoryCommands(Path root) {
  private static final String AT_ROOT = "cd / ";

  /** Runs a command that begins by going to the root. */
  public int exec(String command, InputStream in, OutputStream out, OutputStream err) {
    if (!command.startsWith(AT_ROOT)) {
      throw new IllegalArgumentException("not a command at the root: " + command);
    }
    String here = "cd '%s' %s".formatted(root, command.substring(AT_ROOT.length()));
    try {
      Process process = new ProcessBuilder("bash", "-c", here).start();
      Thread feeder = Thread.ofVirtual().start(() -> feed(in, process));
      Thread errors = Thread.ofVirtual().start(() -> copy(process.getErrorStream(), err));
      process.getInputStream().transferTo(out);
      int status = process.waitFor();
      errors.join();
      feeder.join();
      return status;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static void feed(InputStream in, Process process) {
    try (OutputStream input = process.getOutputStream()) {
      in.transferTo(input);
    } catch (IOException ended) {
      // The command ended before it read everything.
    }
  }

  private static void copy(InputStream from, OutputStream to) {
    try {
      from.transferTo(to);
    } catch (IOException ended) {
      // The process was destroyed.
    }
  }
}
