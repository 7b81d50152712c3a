package io.snapfleet.bake.local;

import io.snapfleet.bake.run.BuildException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory with all that is in it. */
final class DirectoryTree {
  private DirectoryTree() {}

  /** That it is gone already is as good. */
  static void delete(Path directory) {
    try {
      for (Path file : deepestFirst(directory)) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException gone) {
      // That is what was wanted.
    } catch (IOException | UncheckedIOException refused) {
      throw new BuildException(directory + " cannot be deleted: " + refused, refused);
    }
  }

  private static List<Path> deepestFirst(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
