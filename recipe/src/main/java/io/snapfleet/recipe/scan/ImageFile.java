package io.snapfleet.recipe.scan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A file of an image that is not empty.
 *
 * @param path in the image, from its root
 * @param text what is in it, a character for each byte; empty when it is too large to be read
 */
record ImageFile(String path, String text) {
  /** Credentials are small; what is larger is data, archives and programs. */
  private static final long LARGEST = 16L << 20;

  private static final int BEGINNING = 8192;

  ImageFile {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(text, "text");
  }

  static ImageFile read(String path, Path file) throws IOException {
    return new ImageFile(
        path,
        Files.size(file) > LARGEST ? "" : Files.readString(file, StandardCharsets.ISO_8859_1));
  }

  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /**
   * Whether people may have written it: programs and databases begin with bytes that are no text.
   */
  boolean isText() {
    int nul = text.indexOf('\0');
    return nul < 0 || nul >= BEGINNING;
  }
}
