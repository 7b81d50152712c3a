package io.snapfleet.vault.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Who we are, as locks, keys and snapshots record it. */
public record ProcessIdentity(String hostname, String username, long pid, long uid, long gid) {

  /** This process, as the kernel describes it. */
  public static ProcessIdentity current() {
    List<String> status = lines(Path.of("/proc/self/status"));
    return new ProcessIdentity(
        kernelHostname(),
        System.getProperty("user.name", ""),
        ProcessHandle.current().pid(),
        number(status, "Uid:"),
        number(status, "Gid:"));
  }

  private static String kernelHostname() {
    List<String> lines = lines(Path.of("/proc/sys/kernel/hostname"));
    if (!lines.isEmpty()) {
      return lines.getFirst().strip();
    }
    return System.getenv().getOrDefault("HOSTNAME", "localhost");
  }

  private static long number(List<String> status, String field) {
    return status.stream()
        .filter(line -> line.startsWith(field))
        .mapToLong(line -> Long.parseLong(line.substring(field.length()).strip().split("\\s")[0]))
        .findFirst()
        .orElse(0);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }
}
