package io.snapfleet.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files under {@code /proc} and {@code /sys}, whose size the kernel does not tell. */
final class KernelFile {
  private static final int LARGEST = 1 << 16;

  private KernelFile() {}

  /**
   * Reads a whole file with large reads: a file below {@code /proc/sys} answers only the first
   * read, and {@link Files#readString} begins with a single byte where the size is said to be 0.
   */
  static String read(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    byte[] buffer = new byte[LARGEST];
    try (InputStream stream = Files.newInputStream(file)) {
      for (int read = stream.read(buffer); read > 0; read = stream.read(buffer)) {
        text.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
      }
    }
    return text.toString();
  }
}
