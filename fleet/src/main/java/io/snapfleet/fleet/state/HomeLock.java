package io.snapfleet.fleet.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Lets one at a time create or upgrade the database of a home, since Flyway takes no lock in
 * SQLite. The operating system gives the lock back when its process dies.
 */
final class HomeLock {
  private HomeLock() {}

  /** One thread of this process, then one process. */
  static synchronized void hold(Path home, Runnable work) {
    Path file = home.resolve("state.lock");
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      work.run();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be locked", e);
    }
  }
}
