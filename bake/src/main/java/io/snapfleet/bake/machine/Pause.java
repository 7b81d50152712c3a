package io.snapfleet.bake.machine;

import io.snapfleet.bake.run.Interruption;
import java.time.Duration;

/** Waits. */
@FunctionalInterface
public interface Pause {
  Pause SLEEP =
      duration -> {
        try {
          Thread.sleep(duration);
        } catch (InterruptedException stopped) {
          throw Interruption.of(stopped);
        }
      };

  void of(Duration duration);
}
