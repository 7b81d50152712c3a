package io.snapfleet.bench.measure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What must be installed here besides what Snapfleet itself needs. */
public final class Tools {
  private Tools() {}

  /** Throws with the reason where this is not root. */
  public static void requireRoot(String why) {
    if (!isRoot()) {
      throw new BenchException(why + ": run it as root, or with sudo");
    }
  }

  public static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /**
   * Throws with the command that installs what is missing.
   *
   * @param packages Debian's package by program
   */
  public static void require(Map<String, String> packages) {
    List<String> missing =
        new TreeMap<>(packages)
            .entrySet().stream()
                .filter(tool -> !isInstalled(tool.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    if (!missing.isEmpty()) {
      throw new BenchException(
          "not installed: %1$s. Run: apt-get install --yes %1$s"
              .formatted(String.join(" ", missing)));
    }
  }

  public static boolean isInstalled(String program) {
    return List.of(System.getenv("PATH").split(":")).stream()
        .map(directory -> Path.of(directory, program))
        .anyMatch(Files::isExecutable);
  }
}
