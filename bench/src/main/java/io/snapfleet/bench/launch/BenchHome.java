package io.snapfleet.bench.launch;

import io.snapfleet.bench.measure.BenchException;
import io.snapfleet.bench.measure.CleanUp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The Snapfleet home that is measured in. */
final class BenchHome {
  private BenchHome() {}

  /** The one that was given, which is kept; else one of our own, which the clean-up removes. */
  static Path of(@Nullable Path given, CleanUp cleanUp) {
    if (given != null) {
      return given.toAbsolutePath().normalize();
    }
    try {
      Path home = Files.createTempDirectory("snapfleet-bench-");
      cleanUp.later(() -> delete(home));
      return home;
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  /** Refuses while something is mounted under it, for that would be deleted with it. */
  private static void delete(Path home) {
    try {
      if (Files.readString(Path.of("/proc/self/mounts")).contains(" " + home + "/")) {
        throw new BenchException(home + ", in which something is still mounted");
      }
      List<Path> all;
      try (Stream<Path> tree = Files.walk(home)) {
        all = tree.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path path : all) {
        Files.delete(path);
      }
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }
}
