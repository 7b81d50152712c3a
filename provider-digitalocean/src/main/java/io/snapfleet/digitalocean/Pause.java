package io.snapfleet.digitalocean;

import io.snapfleet.provider.api.ProviderException;
import java.time.Duration;

/** Lets time pass between two looks at something. Tests move a clock instead of sleeping. */
@FunctionalInterface
public interface Pause {
  Pause SLEEP = Thread::sleep;

  void sleep(Duration time) throws InterruptedException;

  /** Sleeps; an interrupted thread stays so and fails, as nothing more is to be waited for. */
  default void now(Duration time, String before) {
    if (!time.isPositive()) {
      return;
    }
    try {
      sleep(time);
    } catch (InterruptedException interrupted) {
      throw interrupted(before, interrupted);
    }
  }

  /** What a thread fails with that was told to stop; it stays interrupted. */
  static ProviderException interrupted(String before, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new ProviderException.Retryable(
        "interrupted before " + before,
        "Run the command again: it goes on where it stopped.",
        cause);
  }
}
