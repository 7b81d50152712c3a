package io.snapfleet.digitalocean;

import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import java.util.Objects;

/** Names that are taken by another fleet, or by what is not ours at all. */
final class Ownership {
  private Ownership() {}

  /** Refuses a thing that has the wanted name and not the wanted fleet. */
  static void check(String kind, String name, String id, Tags theirs, Tags wanted) {
    if (!Objects.equals(theirs.get(Tags.FLEET), wanted.get(Tags.FLEET))) {
      throw taken(kind, name, id);
    }
  }

  static ProviderException taken(String kind, String name, String id) {
    return new ProviderException.Conflict(
        "the %s name %s is taken by %s, which is not this fleet's".formatted(kind, name, id),
        "Choose another fleet name, or delete that %s.".formatted(kind));
  }
}
