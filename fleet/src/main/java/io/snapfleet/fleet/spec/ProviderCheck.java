package io.snapfleet.fleet.spec;

import java.util.Map;

/** Judges the options that a fleet file gives a provider. */
@FunctionalInterface
public interface ProviderCheck {
  /**
   * Asks nobody but the options themselves.
   *
   * @throws IllegalArgumentException in one sentence, naming the option, if one is unknown, missing
   *     or wrong
   */
  void check(Map<String, String> options);
}
