package io.snapfleet.provider.fake;

import io.snapfleet.provider.api.ImageFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An image's files in a directory of their own, which closing deletes. It lies in the provider's,
 * where it goes with the rest when its reader died.
 */
record UnpackedImage(Path root) implements ImageFiles {
  static ImageFiles in(Path directory, Map<String, String> files) {
    try {
      Path root = Files.createTempDirectory(directory, "open-image-");
      for (Map.Entry<String, String> file : files.entrySet()) {
        write(root.resolve(file.getKey().substring(1)), file.getValue());
      }
      return new UnpackedImage(root);
    } catch (IOException e) {
      throw new UncheckedIOException("the image's files cannot be written to disk", e);
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Override
  public void close() {
    try {
      for (Path path : deepestFirst()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the directory " + root + " cannot be deleted", e);
    }
  }

  private List<Path> deepestFirst() throws IOException {
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(root)) {
      return all.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
