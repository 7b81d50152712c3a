package io.snapfleet.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What must be installed here besides what Snapfleet itself needs. */
final class Tools {
  /** Debian's package by program. */
  private static final Map<String, String> PACKAGES =
      new TreeMap<>(
          Map.of("packer", "packer", "curl", "curl", "btrfs", "btrfs-progs", "podman", "podman"));

  private Tools() {}

  /** Throws with the command that installs what is missing. */
  static void require() {
    if (!"root".equals(System.getProperty("user.name"))) {
      throw new BenchException("the machines it makes need root: run it as root, or with sudo");
    }
    List<String> missing =
        PACKAGES.entrySet().stream()
            .filter(tool -> !isInstalled(tool.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    if (!missing.isEmpty()) {
      throw new BenchException(
          "not installed: %1$s. Run: apt-get install --yes %1$s"
              .formatted(String.join(" ", missing)));
    }
  }

  private static boolean isInstalled(String program) {
    return List.of(System.getenv("PATH").split(":")).stream()
        .map(directory -> Path.of(directory, program))
        .anyMatch(Files::isExecutable);
  }
}
