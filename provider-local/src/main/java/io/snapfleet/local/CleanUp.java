package io.snapfleet.local;

import io.snapfleet.provider.api.CaptureRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes the paths of {@link CaptureRequest#cleanUp} out of a root directory, and no others. */
final class CleanUp {
  private final Path root;
  private final RootFiles files;

  CleanUp(Path root) {
    this.root = root;
    this.files = new RootFiles(root);
  }

  /** Refuses a path that could mean anything but a place below the root. */
  static void check(List<String> paths) {
    for (String path : paths) {
      boolean upwards = List.of(path.split("/")).contains("..");
      if (!path.startsWith("/") || upwards || path.matches("/*\\*?") || starBeforeLast(path)) {
        throw new IllegalArgumentException(
            "clean-up path '%s' must be absolute, below /, without '..', with * in its last segment only"
                .formatted(path));
      }
    }
  }

  void apply(List<String> paths) {
    check(paths);
    try {
      for (String path : paths) {
        apply(path);
      }
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private void apply(String path) throws IOException {
    if (path.endsWith("/")) {
      Path directory = files.directory(path);
      if (!directory.equals(root)) {
        removeMatching(directory, "*");
      }
    } else {
      int last = path.lastIndexOf('/');
      removeMatching(files.directory(path.substring(0, last + 1)), path.substring(last + 1));
    }
  }

  private static void removeMatching(Path directory, String pattern) throws IOException {
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Pattern name = glob(pattern);
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        if (name.matcher(entry.getFileName().toString()).matches()) {
          removeTree(entry);
        }
      }
    }
  }

  private static Pattern glob(String pattern) {
    String expression =
        Pattern.compile("\\*")
            .splitAsStream(pattern + "\0")
            .map(part -> Pattern.quote(part.replace("\0", "")))
            .collect(Collectors.joining(".*"));
    return Pattern.compile(expression, Pattern.DOTALL);
  }

  private static boolean starBeforeLast(String path) {
    String whole = path.endsWith("/") ? path : path.substring(0, path.lastIndexOf('/') + 1);
    return whole.contains("*");
  }

  private static void removeTree(Path tree) throws IOException {
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
