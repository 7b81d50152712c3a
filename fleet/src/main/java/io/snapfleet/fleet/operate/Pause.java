package io.snapfleet.fleet.operate;

import java.time.Duration;

/** Lets time pass between two looks at something. Tests move a clock instead of sleeping. */
@FunctionalInterface
public interface Pause {
  Pause SLEEP = Thread::sleep;

  void sleep(Duration time) throws InterruptedException;
}
