package io.snapfleet.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Settings of this computer's kernel that machines need and that are too low by default. */
final class HostSettings {
  /**
   * A setting and the least it must be.
   *
   * @param name as {@code sysctl} calls it
   */
  record Minimum(String name, long least, String reason) {
    Path file(Path proc) {
      return proc.resolve("sys").resolve(name.replace('.', '/'));
    }
  }

  static final List<Minimum> MINIMA =
      List.of(
          new Minimum("fs.inotify.max_user_instances", 4096, "128 are used up by 23 machines"),
          new Minimum("net.ipv4.ip_forward", 1, "without it machines do not reach a mirror"));

  private HostSettings() {}

  static long read(Path proc, Minimum minimum) {
    return KernelFile.number(minimum.file(proc));
  }

  /** Raises what is too low, until the next reboot. */
  static void raise(Path proc) {
    for (Minimum minimum : MINIMA) {
      if (read(proc, minimum) < minimum.least()) {
        try {
          Files.writeString(minimum.file(proc), minimum.least() + "\n");
        } catch (IOException refused) {
          throw new UncheckedIOException(refused);
        }
      }
    }
  }
}
