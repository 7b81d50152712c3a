package io.snapfleet.bake.container;

import io.snapfleet.bake.container.ContainerRecord.Content;
import io.snapfleet.bake.local.Scratch;
import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.BuildLines;
import io.snapfleet.bake.template.Surroundings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The records of all containers that builds have made and not removed. Before a run makes its
 * first, it removes those of builds that were killed, and those that were left to look at long
 * enough. One for a run; safe for use by its builds.
 */
public final class ContainerRecords {
  private final Supplier<Path> home;
  private final Surroundings surroundings;
  private final Clock clock;
  private boolean cleared;

  /**
   * @param home where records are kept, asked for when the first is made
   */
  public ContainerRecords(Supplier<Path> home, Surroundings surroundings, Clock clock) {
    this.home = home;
    this.surroundings = surroundings;
    this.clock = clock;
  }

  synchronized ContainerRecord begin(Content content, BuildLines lines) {
    Path directory = home.get();
    try {
      if (!cleared) {
        clear(directory, lines);
        cleared = true;
      }
      return ContainerRecord.write(directory, content);
    } catch (IOException unwritable) {
      throw new BuildException(
          "what is made cannot be recorded in " + directory + ": " + unwritable, unwritable);
    }
  }

  /** This process has no record yet: opening and closing one would take its lock away. */
  private void clear(Path directory, BuildLines lines) throws IOException {
    for (Path file : records(directory)) {
      try {
        clearOne(file, lines);
      } catch (NoSuchFileException gone) {
        // Its build has just ended.
      } catch (IOException | RuntimeException stays) {
        lines.error("What a killed build has left stays: " + stays.getMessage());
      }
    }
  }

  private static List<Path> records(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(ContainerRecord.ENDING)).toList();
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }

  private void clearOne(Path file, BuildLines lines) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      Content content = Content.read(file);
      if (lock == null || content.until().isAfter(clock.instant())) {
        return;
      }
      Scratch shared = new Scratch(content.directory());
      lines.say("Removing what an earlier build has left: " + content.container());
      new ContainerEngine(content.engine(), surroundings).removeContainer(content.container());
      shared.close();
      Files.deleteIfExists(file);
    }
  }
}
