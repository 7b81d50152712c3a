package io.snapfleet.bake.journal;

import io.snapfleet.bake.run.BuildException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a journal has of a build that makes things outside of its process.
 *
 * @param id what these things are known by; a file name
 * @param build its name, for people
 * @param keptUntil when what was kept for people is to go; empty where nothing was
 * @param facts what is needed to find and remove the things, by names other than the ones above
 */
public record BuildRecord(
    String id,
    String build,
    Instant begun,
    Optional<Instant> keptUntil,
    Map<String, String> facts) {
  public BuildRecord {
    facts = Map.copyOf(facts);
  }

  /** Of a build that begins. */
  public BuildRecord(String id, String build, Instant begun, Map<String, String> facts) {
    this(id, build, begun, Optional.empty(), facts);
  }

  public BuildRecord kept(Instant until) {
    return new BuildRecord(id, build, begun, Optional.of(until), facts);
  }

  boolean isWanted(Instant now) {
    return keptUntil.filter(now::isBefore).isPresent();
  }

  /**
   * @throws BuildException where the record does not have it
   */
  public String fact(String name) {
    return Optional.ofNullable(facts.get(name))
        .orElseThrow(() -> new BuildException("the record of " + id + " has no " + name));
  }

  /** The build in words. */
  public String described() {
    return "the build %s of %s".formatted(build, begun);
  }
}
