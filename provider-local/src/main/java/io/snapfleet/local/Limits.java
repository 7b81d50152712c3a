package io.snapfleet.local;

import java.nio.file.Path;

/**
 * How many files and processes a machine may have: never more than this process may, or the kernel
 * refuses to start it.
 */
record Limits(long files, long processes) {
  private static final long ENOUGH_FILES = 65_536;
  private static final long ENOUGH_PROCESSES = 65_536;

  static Limits read(Path proc) {
    long processes =
        Math.min(
            hard(proc, "Max processes"), KernelFile.number(proc.resolve("sys/kernel/pid_max")));
    return new Limits(
        Math.min(ENOUGH_FILES, hard(proc, "Max open files")),
        Math.min(ENOUGH_PROCESSES, processes));
  }

  private static long hard(Path proc, String name) {
    String line =
        KernelFile.text(proc.resolve("self/limits"))
            .lines()
            .filter(candidate -> candidate.startsWith(name))
            .findFirst()
            .orElseThrow();
    String hard = line.substring(name.length()).strip().split("\\s+")[1];
    return hard.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(hard);
  }
}
