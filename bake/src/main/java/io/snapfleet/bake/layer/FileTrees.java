package io.snapfleet.bake.layer;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * All that is in some directories, and files beside them: links are followed, and what is left out
 * is as if it were not there. Used once.
 */
final class FileTrees {
  private static final int MOST_FILES = 10_000;
  private static final long MOST_BYTES = 256L << 20;

  private final Predicate<Path> leftOut;
  private int files;
  private long bytes;

  FileTrees(Predicate<Path> leftOut) {
    this.leftOut = leftOut;
  }

  /**
   * Their print after that of what was before.
   *
   * @param roots those that are not there are passed over; what is in another counts once
   * @throws IOException with a sentence for people, also where there is too much of it
   */
  Fingerprint after(Fingerprint before, Collection<Path> roots) throws IOException {
    Fingerprint print = before;
    for (Path root : outermost(roots)) {
      print = print.and("tree");
      SortedMap<String, Path> found = found(root);
      for (Map.Entry<String, Path> one : found.entrySet()) {
        print = print.and(one.getKey());
        if (Files.isRegularFile(one.getValue())) {
          print = print.andContent(one.getValue(), one.getKey());
        }
      }
    }
    return print;
  }

  private static List<Path> outermost(Collection<Path> roots) throws IOException {
    TreeSet<Path> real = new TreeSet<>();
    for (Path root : roots) {
      if (Files.exists(root)) {
        real.add(root.toRealPath());
      }
    }
    List<Path> outermost = new ArrayList<>();
    for (Path root : real) {
      if (outermost.stream().noneMatch(root::startsWith)) {
        outermost.add(root);
      }
    }
    return outermost;
  }

  /** By their names below the root; nothing is read before it is known how much there is. */
  private SortedMap<String, Path> found(Path root) throws IOException {
    TreeMap<String, Path> found = new TreeMap<>();
    Files.walkFileTree(
        root,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            if (!directory.equals(root) && leftOut.test(directory)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            note(directory, "/");
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (file.equals(root) || !leftOut.test(file)) {
              bytes += attributes.isRegularFile() ? attributes.size() : 0;
              note(file, attributes.isSymbolicLink() ? "@" + Files.readSymbolicLink(file) : "");
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof FileSystemLoopException) {
              note(file, "@loop");
              return FileVisitResult.CONTINUE;
            }
            throw new IOException(file + " cannot be read", failure);
          }

          private void note(Path file, String kind) throws IOException {
            files++;
            refuseTooMuch(root);
            found.put(root.relativize(file) + kind, file);
          }
        });
    return found;
  }

  private void refuseTooMuch(Path root) throws IOException {
    if (files > MOST_FILES) {
      throw new IOException("%s holds more than %,d files".formatted(root, MOST_FILES));
    }
    if (bytes > MOST_BYTES) {
      throw new IOException("%s holds more than %d MiB".formatted(root, MOST_BYTES >> 20));
    }
  }
}
