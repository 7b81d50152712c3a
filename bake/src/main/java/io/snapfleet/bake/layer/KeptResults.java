package io.snapfleet.bake.layer;

import io.snapfleet.bake.run.BuildException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Results by what they were made of: a file for each in a directory of the user's. Several
 * processes may use it at a time. A file that cannot be read counts as not there.
 */
public final class KeptResults {
  private static final String NAME = "[0-9a-f]{64}";

  private final Path directory;
  private final Retention retention;
  private final Clock clock;

  public KeptResults(Path directory, Retention retention, Clock clock) {
    this.directory = directory;
    this.retention = retention;
    this.clock = clock;
  }

  /** What was made of the same, and not too long ago. */
  public Optional<KeptResult> find(Fingerprint print) {
    return read(directory.resolve(print.hash()))
        .filter(result -> !retention.isOver(result, clock.instant()));
  }

  /**
   * Keeps a result.
   *
   * @return what was made of the same before, whose place it takes
   */
  public Optional<KeptResult> keep(Fingerprint print, String image) {
    Optional<KeptResult> before = read(directory.resolve(print.hash()));
    KeptResult result =
        new KeptResult(print, image, clock.instant().truncatedTo(ChronoUnit.SECONDS));
    try {
      Files.createDirectories(directory);
      Path next = Files.createTempFile(directory, "new", "");
      Files.writeString(next, result.written());
      Files.move(
          next,
          directory.resolve(print.hash()),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      return before;
    } catch (IOException full) {
      throw new BuildException(
          "what was made cannot be recorded in " + directory + ": " + full, full);
    }
  }

  public void forget(Fingerprint print) {
    try {
      Files.deleteIfExists(directory.resolve(print.hash()));
    } catch (IOException refused) {
      throw new BuildException(
          "what was made cannot be forgotten in " + directory + ": " + refused, refused);
    }
  }

  /** Those that are not to be kept any longer. */
  public List<KeptResult> outdated() {
    List<KeptResult> all = new ArrayList<>();
    for (Path file : files()) {
      read(file).ifPresent(all::add);
    }
    return retention.outdated(all, clock.instant());
  }

  private List<Path> files() {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.getFileName().toString().matches(NAME)).toList();
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (IOException unreadable) {
      throw new BuildException(
          "what was made cannot be looked up in " + directory + ": " + unreadable, unreadable);
    }
  }

  private static Optional<KeptResult> read(Path file) {
    try {
      return Optional.of(KeptResult.read(file));
    } catch (IOException missing) {
      return Optional.empty();
    }
  }
}
