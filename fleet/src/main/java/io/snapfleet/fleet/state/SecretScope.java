package io.snapfleet.fleet.state;

import java.util.Optional;

/** Names of the groups in which credentials are kept. */
public final class SecretScope {
  private static final String SET = "set/";

  private SecretScope() {}

  /** Those in use by a fleet. */
  public static String ofFleet(String fleet) {
    return "fleet/" + fleet;
  }

  /** Those frozen in a snapshot set. */
  public static String ofSet(String id) {
    return SET + id;
  }

  static Optional<String> setOf(String scope) {
    return scope.startsWith(SET) ? Optional.of(scope.substring(SET.length())) : Optional.empty();
  }
}
