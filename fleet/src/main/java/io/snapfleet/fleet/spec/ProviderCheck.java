package io.snapfleet.fleet.spec;

import io.snapfleet.provider.input.WrongOptions;
import java.util.Map;
import java.util.function.Consumer;

/** Judges what a fleet file asks of a provider. */
@FunctionalInterface
public interface ProviderCheck {
  /**
   * Asks nobody but the options themselves.
   *
   * @throws IllegalArgumentException in one sentence, naming the option, if one is unknown, missing
   *     or wrong; a {@link WrongOptions} tells several at once
   */
  void check(Map<String, String> options);

  /** Whether the provider runs load balancers. */
  default boolean hasLoadBalancers() {
    return true;
  }

  /** A provider that judges its options so, and runs load balancers or not. */
  static ProviderCheck of(Consumer<Map<String, String>> options, boolean hasLoadBalancers) {
    return new ProviderCheck() {
      @Override
      public void check(Map<String, String> given) {
        options.accept(given);
      }

      @Override
      public boolean hasLoadBalancers() {
        return hasLoadBalancers;
      }
    };
  }
}
