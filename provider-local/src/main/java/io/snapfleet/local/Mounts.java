package io.snapfleet.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What is mounted on this computer, from the kernel's own list. */
final class Mounts {
  private Mounts() {}

  /** The places below a directory where something is mounted, the latest first. */
  static List<Path> below(Path directory, String table) {
    return table
        .lines()
        .map(line -> line.split(" ")[1].replace("\\040", " "))
        .map(Path::of)
        .filter(place -> place.startsWith(directory) && !place.equals(directory))
        .toList()
        .reversed();
  }

  /** Takes away what a program that was killed has left mounted in a tree. */
  static void removeBelow(Path tree, Commands commands) {
    try {
      for (Path place : below(tree, Files.readString(Path.of("/proc/mounts")))) {
        commands.run("umount", "--lazy", place.toString());
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
