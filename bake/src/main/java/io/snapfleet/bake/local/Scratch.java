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

/** A temporary directory for its owner alone, gone with all that is in it when it is closed. */
public record Scratch(Path directory) implements AutoCloseable {
  private static final String NAME = "snapfleet-bake-";

  /**
   * One that was made before, perhaps by another process.
   *
   * @throws IllegalArgumentException where the directory is none of these
   */
  public Scratch {
    if (!directory.isAbsolute() || !directory.getFileName().toString().startsWith(NAME)) {
      throw new IllegalArgumentException(directory + " is no temporary directory of a build");
    }
  }

  public static Scratch make() {
    try {
      return new Scratch(Files.createTempDirectory(NAME));
    } catch (IOException full) {
      throw new BuildException("a temporary directory cannot be made: " + full, full);
    }
  }

  /** A path in it. */
  public Path file(String name) {
    return directory.resolve(name);
  }

  /** May be called again. */
  @Override
  public void close() {
    try {
      for (Path file : deepestFirst()) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException gone) {
      // That is what was wanted.
    } catch (IOException | UncheckedIOException refused) {
      throw new BuildException(directory + " cannot be deleted: " + refused, refused);
    }
  }

  private List<Path> deepestFirst() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
