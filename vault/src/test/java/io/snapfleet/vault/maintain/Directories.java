package io.snapfleet.vault.maintain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** Copies and changes repositories behind their backs. */
final class Directories {
  private Directories() {}

  static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The whole files of a part of a repository, such as {@code data}, largest first. */
  static List<Path> files(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .sorted(java.util.Comparator.comparingLong(Directories::size).reversed())
          .toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static void flipBit(Path file, int at) {
    change(
        file,
        bytes -> {
          bytes[at] ^= 1;
          return bytes;
        });
  }

  static void truncate(Path file, int length) {
    change(file, bytes -> java.util.Arrays.copyOf(bytes, length));
  }

  static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void change(Path file, java.util.function.UnaryOperator<byte[]> change) {
    try {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      Files.write(file, change.apply(Files.readAllBytes(file)));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
