package io.snapfleet.bake.local;

import io.snapfleet.bake.run.BuildException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A temporary directory for its owner alone, gone with all that is in it when it is closed. It has
 * a file that is locked as long as its process lives, so that a later process knows what a killed
 * one has left.
 */
public final class Scratch implements AutoCloseable {
  private static final String NAME = "snapfleet-bake-";
  private static final String LOCK = ".lock";

  /** Those of this process: to look at the lock of one would end it. */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel lock;

  private Scratch(Path directory, FileChannel lock) {
    this.directory = directory;
    this.lock = lock;
  }

  public static Scratch make() {
    return make(temporary());
  }

  /** Nobody takes it for one before it is locked. */
  static Scratch make(Path parent) {
    try {
      Path hidden = Files.createTempDirectory(parent, ".new-" + NAME);
      FileChannel lock =
          FileChannel.open(
              hidden.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      lock.lock();
      String name = hidden.getFileName().toString().replace(".new-", "");
      Path directory = parent.resolve(name);
      OURS.add(directory);
      Files.move(hidden, directory);
      return new Scratch(directory, lock);
    } catch (IOException full) {
      throw new BuildException("a temporary directory cannot be made: " + full, full);
    }
  }

  private static Path temporary() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  public Path directory() {
    return directory;
  }

  /** A path in it. */
  public Path file(String name) {
    return directory.resolve(name);
  }

  /** May be called again. */
  @Override
  public void close() {
    DirectoryTree.delete(directory);
    OURS.remove(directory);
    try {
      lock.close();
    } catch (IOException unimportant) {
      // The lock goes with the process.
    }
  }

  /** Removes those whose process was killed; what cannot be removed stays. */
  public static void removeAbandoned() {
    removeAbandoned(temporary());
  }

  static void removeAbandoned(Path parent) {
    try (Stream<Path> directories = Files.list(parent)) {
      directories
          .filter(one -> one.getFileName().toString().matches(NAME + "\\d+"))
          .filter(one -> !OURS.contains(one))
          .forEach(Scratch::removeIfAbandoned);
    } catch (IOException | UncheckedIOException unreadable) {
      // Nothing can be said of what is there.
    }
  }

  private static void removeIfAbandoned(Path directory) {
    try (FileChannel channel = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        DirectoryTree.delete(directory);
      }
    } catch (IOException | BuildException others) {
      // It is somebody else's, or has just gone.
    }
  }
}
