package io.snapfleet.fleet.spec;

import io.snapfleet.provider.input.WrongOptions;
import java.util.Map;
import java.util.Set;
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

  /** All names of machine sizes; empty where only the provider itself can tell. */
  default Set<String> sizes() {
    return Set.of();
  }

  /** A provider that judges its options so, runs load balancers or not, and has these sizes. */
  static ProviderCheck of(
      Consumer<Map<String, String>> options, boolean hasLoadBalancers, Set<String> sizes) {
    return new ProviderCheck() {
      @Override
      public void check(Map<String, String> given) {
        options.accept(given);
      }

      @Override
      public boolean hasLoadBalancers() {
        return hasLoadBalancers;
      }

      @Override
      public Set<String> sizes() {
        return sizes;
      }
    };
  }
}
