package io.snapfleet.bench.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where a program works, all of it new: its repository, its cache, and what it restores. */
record Place(Path root) {
  Path repository() {
    return root.resolve("repository");
  }

  Path cache() {
    return root.resolve("cache");
  }

  Path restored() {
    return root.resolve("restored");
  }

  /** Makes the directories that programs expect to find. */
  void prepare() {
    try {
      Files.createDirectories(cache());
      Files.createDirectories(restored());
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  long repositoryBytes() {
    try (Stream<Path> files = Files.walk(repository())) {
      return files.filter(Files::isRegularFile).mapToLong(Place::size).sum();
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }
}
