package io.snapfleet.local;

import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;

/** A name is an idempotency token within a fleet, and taken for everyone else. */
final class Ownership {
  private Ownership() {}

  /**
   * Returns {@code there} if it is of the fleet that asks.
   *
   * @throws ProviderException.Conflict if it is another's
   */
  static <T> T check(String kind, String name, Tags owner, Tags asking, T there) {
    if (!owner.get(Tags.FLEET).equals(asking.get(Tags.FLEET))) {
      String fleet = owner.get(Tags.FLEET).map(known -> "fleet " + known).orElse("no fleet");
      throw new ProviderException.Conflict(
          "the %s name '%s' is taken in this home, by %s".formatted(kind, name, fleet),
          "choose another name, or delete the " + kind + " that has it");
    }
    return there;
  }
}
