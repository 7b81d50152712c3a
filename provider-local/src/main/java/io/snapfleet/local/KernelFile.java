package io.snapfleet.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads files that the kernel makes up. Those below {@code /proc/sys} give all they have to the
 * first read and nothing to a second one, and claim to be empty, so that reading them like other
 * files ends after one character.
 */
final class KernelFile {
  private static final int LONGEST = 64 * 1024;

  private KernelFile() {}

  static String text(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[LONGEST];
      int length = in.readNBytes(buffer, 0, LONGEST);
      return new String(buffer, 0, length, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static long number(Path file) {
    return Long.parseLong(text(file).strip());
  }
}
