package io.snapfleet.bake.machine;

import java.time.Instant;
import java.util.Optional;

/**
 * What the journal has of a build that makes things at a provider.
 *
 * @param id the fleet that these things are labelled with
 * @param place where they are
 * @param build its name, for people
 * @param keptUntil when a machine that was kept for people is to go; empty where none was
 */
record BuildRecord(
    String id, String place, String build, Instant begun, Optional<Instant> keptUntil) {
  BuildRecord kept(Instant until) {
    return new BuildRecord(id, place, build, begun, Optional.of(until));
  }

  boolean isWanted(Instant now) {
    return keptUntil.filter(now::isBefore).isPresent();
  }
}
