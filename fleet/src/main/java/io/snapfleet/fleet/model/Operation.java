package io.snapfleet.fleet.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One long-running action on a fleet.
 *
 * @param id time-ordered and unique
 * @param detail what it was asked, in a few words, such as {@code web=4}
 * @param wanted the fleet it is to make, from which it can be resumed; null where it makes none
 * @param setId the snapshot set it builds from, takes or removes; null without one
 * @param endedAt null while it runs, and for one whose process was killed
 * @param error the sentence it failed with; null unless it did
 */
public record Operation(
    String id,
    String fleet,
    Kind kind,
    String detail,
    @Nullable FleetSpec wanted,
    @Nullable String setId,
    Status status,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String error) {
  /** What it does. */
  public enum Kind {
    DEPLOY,
    SCALE,
    ROLL,
    ROLLBACK,
    SNAPSHOT,
    DESTROY,
    REMOVE_SNAPSHOT,
    SAMPLE,
    BACKUP,
    RESTORE,
    PRUNE,
    DRILL,
    VERIFY_IMAGE;

    /** Those that bring a fleet from what there is to what shall be. */
    private static final Set<Kind> OF_THE_FLEET = Set.of(DEPLOY, SCALE, ROLL, ROLLBACK, DESTROY);

    /** Those that change what is wanted of a fleet. */
    public static Set<Kind> ofTheFleet() {
      return OF_THE_FLEET;
    }

    /** Whether it changes what is wanted, and so takes up what others that did have left. */
    public boolean isOfTheFleet() {
      return OF_THE_FLEET.contains(this);
    }

    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** How it stands. RUNNING without a live lease means that it was cut off. */
  public enum Status {
    RUNNING,
    DONE,
    FAILED,
    SUPERSEDED;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Operation {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(fleet, "fleet");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(startedAt, "startedAt");
  }

  /** One that begins. */
  public static Operation begun(String id, String fleet, Kind kind, String detail, Instant at) {
    return new Operation(id, fleet, kind, detail, null, null, Status.RUNNING, at, null, null);
  }

  /** This operation, on this fleet and set. */
  public Operation with(@Nullable FleetSpec fleetWanted, @Nullable String set) {
    return new Operation(
        id, fleet, kind, detail, fleetWanted, set, status, startedAt, endedAt, error);
  }

  /**
   * How long it took.
   *
   * @throws NullPointerException of one that has not ended
   */
  public Duration took() {
    return Duration.between(startedAt, Objects.requireNonNull(endedAt, "its end"));
  }

  /** This operation, ended. */
  public Operation ended(Status how, Instant at, @Nullable String why) {
    return new Operation(id, fleet, kind, detail, wanted, setId, how, startedAt, at, why);
  }
}
