package io.snapfleet.bake.machine;

import io.snapfleet.bake.run.BuildException;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.provider.api.ProviderException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Calls a provider, and again where that may help: what builds ask for is idempotent by its name.
 */
record ProviderCalls(Provider provider, Pause pause) {
  private static final int TRIES = 5;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  /**
   * @throws BuildException with the provider's reason, and what to do about it
   */
  <T> T get(Function<Provider, T> call) {
    for (int left = TRIES - 1; ; left--) {
      try {
        return call.apply(provider);
      } catch (ProviderException refusal) {
        if (left == 0 || !mayPass(refusal)) {
          throw failure(refusal);
        }
        pause.of(patience(refusal, TRIES - left));
      }
    }
  }

  /** A call without an answer. */
  void make(Consumer<Provider> call) {
    get(
        one -> {
          call.accept(one);
          return one;
        });
  }

  private static boolean mayPass(ProviderException refusal) {
    return refusal instanceof ProviderException.RateLimited
        || refusal instanceof ProviderException.Retryable;
  }

  private static Duration patience(ProviderException refusal, int attempt) {
    return refusal instanceof ProviderException.RateLimited limited
        ? limited.retryAfter()
        : FIRST_PAUSE.multipliedBy(1L << attempt);
  }

  private static BuildException failure(ProviderException refusal) {
    return new BuildException(
        refusal.getMessage() + " (" + refusal.fix().replaceFirst("\\.$", "") + ")", refusal);
  }
}
