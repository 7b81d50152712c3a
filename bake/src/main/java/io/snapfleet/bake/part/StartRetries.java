package io.snapfleet.bake.part;

import io.snapfleet.bake.run.Interruption;
import io.snapfleet.bake.run.UnreachableException;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Tries again what could not be begun, such as while a machine restarts.
 *
 * @param pause between two tries
 */
record StartRetries(Duration limit, Duration pause, LongSupplier nanoTime) {
  <T> T run(Supplier<T> work) {
    long begun = nanoTime.getAsLong();
    while (true) {
      try {
        return work.get();
      } catch (UnreachableException notYet) {
        if (nanoTime.getAsLong() - begun >= limit.toNanos()) {
          throw notYet;
        }
      }
      rest();
    }
  }

  private void rest() {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException stopped) {
      throw Interruption.of(stopped);
    }
  }
}
