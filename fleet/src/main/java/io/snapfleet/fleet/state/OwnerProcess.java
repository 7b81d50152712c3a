package io.snapfleet.fleet.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process that took a lease, so that others near it can tell when it is dead.
 *
 * @param place names the running kernel and the pid namespace in it; empty where that is unknown
 * @param started the kernel's own start time of the process, which tells it from a later one with
 *     the same pid and which no change of the clock moves
 */
record OwnerProcess(String place, long pid, String started) {
  private static final Path PROC = Path.of("/proc");

  static OwnerProcess current() {
    long pid = ProcessHandle.current().pid();
    try {
      return new OwnerProcess(here(), pid, startOf(stat(pid)));
    } catch (IOException e) {
      return new OwnerProcess("", pid, "");
    }
  }

  /** Whether it ran here and certainly runs no more. Where that cannot be told, no. */
  boolean isDead() {
    try {
      return !place.isEmpty() && place.equals(here()) && processesAreVisible() && !isRunning();
    } catch (IOException e) {
      return false;
    }
  }

  private static String here() throws IOException {
    String boot = Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
    return boot + " " + Files.readSymbolicLink(PROC.resolve("self/ns/pid"));
  }

  /** With the mount option hidepid, other users' processes look dead; the first one tells. */
  private static boolean processesAreVisible() {
    return Files.isReadable(PROC.resolve("1/stat"));
  }

  private boolean isRunning() {
    try {
      String stat = stat(pid);
      return !isZombie(stat) && startOf(stat).equals(started);
    } catch (IOException gone) {
      return false;
    }
  }

  /** What follows the command name, which may itself hold blanks and brackets. */
  private static String stat(long pid) throws IOException {
    String line = Files.readString(PROC.resolve(pid + "/stat"));
    return line.substring(line.lastIndexOf(')') + 2);
  }

  private static boolean isZombie(String stat) {
    return stat.startsWith("Z") || stat.startsWith("X");
  }

  private static String startOf(String stat) {
    return stat.split(" ")[19];
  }
}
