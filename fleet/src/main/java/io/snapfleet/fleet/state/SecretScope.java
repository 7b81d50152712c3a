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

  /** Those of one machine of a fleet. */
  public static String ofMachine(String fleet, String machine) {
    return ofFleet(fleet) + "/machine/" + machine;
  }

  /** Those frozen in a snapshot set. */
  public static String ofSet(String id) {
    return SET + id;
  }

  /** Those of the fleet's backups: the repository's password and the datastore's keys. */
  public static String ofBackups(String fleet) {
    return "backups/" + fleet;
  }

  /** Those of the account at a provider, which belong to no fleet. */
  public static String ofProvider(String provider) {
    return "provider/" + provider;
  }

  /** Whether these are the fleet's own, its backups', or those of one of its machines. */
  static boolean belongsTo(String fleet, String scope) {
    return scope.equals(ofFleet(fleet))
        || scope.equals(ofBackups(fleet))
        || scope.startsWith(ofMachine(fleet, ""));
  }

  static Optional<String> setOf(String scope) {
    return scope.startsWith(SET) ? Optional.of(scope.substring(SET.length())) : Optional.empty();
  }
}
