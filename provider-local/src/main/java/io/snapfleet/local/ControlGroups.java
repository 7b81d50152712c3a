package io.snapfleet.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How this computer's kernel groups processes.
 *
 * @param mode as administrators call it: v2, v1 hybrid, v1 or none
 * @param limitsMemory whether a machine's memory can be limited
 */
record ControlGroups(String mode, boolean limitsMemory) {
  static ControlGroups read(Path root) {
    Path groups = root.resolve("sys/fs/cgroup");
    if (Files.exists(groups.resolve("cgroup.controllers"))) {
      return new ControlGroups("v2", contains(groups.resolve("cgroup.controllers"), "memory"));
    }
    boolean memory = Files.exists(groups.resolve("memory/memory.limit_in_bytes"));
    if (Files.exists(groups.resolve("unified/cgroup.procs"))) {
      return new ControlGroups("v1 hybrid", memory);
    }
    return new ControlGroups(Files.isDirectory(groups.resolve("cpu")) ? "v1" : "none", memory);
  }

  private static boolean contains(Path file, String word) {
    try {
      return Files.readString(file).contains(word);
    } catch (IOException unreadable) {
      return false;
    }
  }
}
