package io.snapfleet.bench.vault;

import io.snapfleet.bench.measure.BenchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Compares what was restored with what was backed up: a wrong copy has no time. */
final class Restored {
  private Restored() {}

  /** Throws unless the original lies somewhere in the directory with all its content. */
  static void requireSame(Path original, Path directory, String program) {
    try {
      Path copy = find(original.getFileName(), directory, program);
      List<Path> expected = names(original);
      if (!expected.equals(names(copy))) {
        throw new BenchException(program + " restored other files than were backed up");
      }
      for (Path name : expected) {
        requireSameContent(original.resolve(name), copy.resolve(name), program);
      }
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private static Path find(Path name, Path directory, String program) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths
          .filter(path -> path.endsWith(name))
          .findFirst()
          .orElseThrow(() -> new BenchException(program + " restored no " + name));
    }
  }

  private static List<Path> names(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.map(root::relativize).sorted().toList();
    }
  }

  private static void requireSameContent(Path original, Path copy, String program)
      throws IOException {
    if (Files.isRegularFile(original, LinkOption.NOFOLLOW_LINKS)
        && Files.mismatch(original, copy) >= 0) {
      throw new BenchException("%s restored %s with other content".formatted(program, copy));
    }
  }
}
