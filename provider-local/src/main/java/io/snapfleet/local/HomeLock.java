package io.snapfleet.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets one thread of one process at a time through, among all processes of this computer that use
 * the same file. A process that dies lets go.
 */
final class HomeLock {
  /** The system's file locks belong to processes: threads of this one need their own. */
  private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

  private final Path file;
  private final ReentrantLock threads;

  HomeLock(Path file) {
    this.file = file;
    this.threads = THREADS.computeIfAbsent(file, key -> new ReentrantLock());
  }

  void run(Runnable action) {
    call(
        () -> {
          action.run();
          return true;
        });
  }

  /** Does {@code action} alone; may be called again from within. */
  <T> T call(Supplier<T> action) {
    threads.lock();
    try {
      return threads.getHoldCount() > 1 ? action.get() : locked(action);
    } finally {
      threads.unlock();
    }
  }

  private <T> T locked(Supplier<T> action) {
    try {
      Files.createDirectories(file.getParent());
      try (FileChannel channel =
              FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var held = channel.lock()) {
        return action.get();
      }
    } catch (IOException refused) {
      throw new UncheckedIOException("cannot lock " + file, refused);
    }
  }
}
