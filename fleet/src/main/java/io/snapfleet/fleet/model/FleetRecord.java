package io.snapfleet.fleet.model;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A fleet as the store remembers it.
 *
 * @param spec what is wanted of it now
 * @param version counts changes; a save with another version than the stored one is refused
 * @param setId the snapshot set its machines are built from; null when installed from scratch
 * @param publishedPort the port in use where the spec left the choice; 0 when not yet known
 * @param lastGood the provider's image id per tier that last served in full; empty until then
 */
public record FleetRecord(
    String name,
    FleetSpec spec,
    State state,
    long version,
    @Nullable String setId,
    int publishedPort,
    Map<TierName, String> lastGood,
    Instant createdAt) {
  /** What the last operation left behind. */
  public enum State {
    /** An operation that changes it has begun and not ended well. */
    CHANGING,
    /** All that is wanted serves. */
    SERVING,
    /** No machines; snapshot sets may be left. */
    DOWN;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public FleetRecord {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(spec, "spec");
    Objects.requireNonNull(state, "state");
    lastGood = Map.copyOf(lastGood);
    Objects.requireNonNull(createdAt, "createdAt");
  }

  public FleetRecord in(State next) {
    return new FleetRecord(name, spec, next, version, setId, publishedPort, lastGood, createdAt);
  }

  public FleetRecord withVersion(long stored) {
    return new FleetRecord(name, spec, state, stored, setId, publishedPort, lastGood, createdAt);
  }

  public FleetRecord publishedAt(int port) {
    return new FleetRecord(name, spec, state, version, setId, port, lastGood, createdAt);
  }
}
