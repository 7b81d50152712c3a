package io.snapfleet.local;

import java.time.Instant;

/**
 * The process that is making or deleting something: once it is gone, what is unfinished stays
 * unfinished.
 */
record Maker(long pid, long startedAt) {
  static Maker self() {
    ProcessHandle self = ProcessHandle.current();
    return new Maker(self.pid(), startOf(self));
  }

  boolean alive() {
    return ProcessHandle.of(pid)
        .filter(handle -> handle.isAlive() && startOf(handle) == startedAt)
        .filter(Maker::runsProgram)
        .isPresent();
  }

  /**
   * One that was killed, and that nobody has waited for yet, is listed still, without a program.
   */
  private static boolean runsProgram(ProcessHandle handle) {
    return handle.info().command().isPresent();
  }

  private static long startOf(ProcessHandle handle) {
    return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }
}
