package io.snapfleet.bake.local;

import io.snapfleet.bake.run.BuildLog;
import io.snapfleet.bake.run.Remarks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Logs of builds, each a file for its owner alone. Old ones go when a new one begins. */
public record LogDirectory(Path directory, Clock clock) {
  static final int MOST = 50;
  static final Duration AGE = Duration.ofDays(30);

  /** What was written since may be the log of a build that runs, of which there may be many. */
  static final Duration YOUNG = Duration.ofHours(1);

  static final long MOST_CHARACTERS = 64L << 20;
  private static final String ENDING = ".log";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /**
   * A log and when it was written last.
   *
   * @param path of the file
   */
  record Kept(Path path, Instant written) {}

  /** A new log. A build goes on without one where it cannot be kept. */
  public BuildLog open(String build, Remarks remarks) {
    try {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      String name = TIME.format(clock.instant()) + "-" + build.replaceAll("[^a-zA-Z0-9_.-]", "-");
      Path file = Files.createTempFile(directory, name + "-", ENDING);
      LogFile log = new LogFile(file, MOST_CHARACTERS, clock);
      removeOutdated(remarks);
      return log;
    } catch (IOException refused) {
      remarks.error("What this build says is not kept: " + refused);
      return BuildLog.NONE;
    }
  }

  private void removeOutdated(Remarks remarks) {
    try {
      for (Kept old : outdated(all(), clock.instant())) {
        Files.deleteIfExists(old.path());
      }
    } catch (IOException | UncheckedIOException refused) {
      remarks.error("Old logs stay: " + refused);
    }
  }

  private List<Kept> all() throws IOException {
    List<Kept> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(one -> one.toString().endsWith(ENDING)).toList()) {
        kept(file).ifPresent(all::add);
      }
    }
    return all;
  }

  /** Nothing where another build, which does the same, has just removed it. */
  private static Optional<Kept> kept(Path file) throws IOException {
    try {
      return Optional.of(new Kept(file, Files.getLastModifiedTime(file).toInstant()));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
  }

  static List<Kept> outdated(List<Kept> all, Instant now) {
    List<Kept> newestFirst =
        all.stream().sorted(Comparator.comparing(Kept::written).reversed()).toList();
    return IntStream.range(0, newestFirst.size())
        .filter(place -> isOver(newestFirst.get(place), now, place < MOST ? AGE : YOUNG))
        .mapToObj(newestFirst::get)
        .toList();
  }

  private static boolean isOver(Kept log, Instant now, Duration age) {
    return !log.written().plus(age).isAfter(now);
  }
}
