package io.snapfleet.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A directory with all that is in it, and all that links in it lead to. */
record LinkedTree(Path directory) {
  /**
   * @throws IOException naming a link that leads nowhere or in a circle, of which there is no copy
   */
  void requireWhole() throws IOException {
    try (Stream<Path> all = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
      Optional<Path> broken = all.filter(Files::notExists).findFirst();
      if (broken.isPresent()) {
        throw new IOException("the link " + broken.get() + " leads nowhere");
      }
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause() instanceof FileSystemLoopException circle
          ? new IOException("the link " + circle.getFile() + " leads in a circle", circle)
          : unreadable.getCause();
    }
  }
}
