package io.snapfleet.fleet.operate;

import io.snapfleet.provider.api.ProviderException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Makes a provider call again where its failure may pass by itself: one that only looks, or one
 * that is idempotent. Thread-safe.
 */
final class ProviderRetry {
  private static final int ATTEMPTS = 5;

  private final Waiter waiter;

  ProviderRetry(Waiter waiter) {
    this.waiter = waiter;
  }

  <T> T call(Supplier<T> work) {
    Duration next = Duration.ofMillis(100);
    for (int attempt = 1; ; attempt++) {
      try {
        return work.get();
      } catch (ProviderException.RateLimited limited) {
        giveUpAfter(attempt, limited);
        waiter.pause(limited.retryAfter(), String.valueOf(limited.getMessage()));
      } catch (ProviderException.Retryable failed) {
        giveUpAfter(attempt, failed);
        waiter.pause(next, String.valueOf(failed.getMessage()));
        next = next.multipliedBy(3);
      }
    }
  }

  private static void giveUpAfter(int attempt, ProviderException failure) {
    if (attempt >= ATTEMPTS) {
      throw failure;
    }
  }
}
