package io.snapfleet.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * The process that is making or deleting something: once it is gone, what is unfinished stays
 * unfinished.
 *
 * @param startedAt the kernel's own start time of the process, which tells it from a later one with
 *     the same pid; other than a time of day it is the same for all when the clock is set
 */
record Maker(long pid, long startedAt) {
  /** A process that was killed, and that nobody has waited for yet, is listed still. */
  private static final Set<String> ENDED = Set.of("Z", "X");

  private static final int START_TIME = 19;

  static Maker self() {
    return of(ProcessHandle.current().pid());
  }

  static Maker of(long pid) {
    return new Maker(pid, started(pid));
  }

  boolean alive() {
    return startedAt != 0 && started(pid) == startedAt;
  }

  /** 0 for a process that does not run. */
  private static long started(long pid) {
    try {
      String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // The command's name, in brackets, may itself hold blanks and brackets.
      String[] words = line.substring(line.lastIndexOf(')') + 2).split(" ");
      return ENDED.contains(words[0]) ? 0 : Long.parseLong(words[START_TIME]);
    } catch (IOException gone) {
      return 0;
    }
  }
}
