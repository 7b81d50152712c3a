package io.snapfleet.fleet.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rehearsal: one backup restored into a throw-away fleet, to prove that it can be.
 *
 * @param id 12 characters from {@code [a-z0-9]}
 * @param fleet whose backup it is
 * @param throwAway the name of the fleet that is made for it and removed again
 * @param backup the id of the backup
 * @param moment the moment the backup is of
 * @param startedAt when the throw-away fleet was asked for
 * @param endedAt when it was known whether the backup is good; null until then
 * @param method how the throw-away fleet's machines were built; null until that is decided
 * @param rows what was found in the database; null until it was counted, and where the recipe
 *     counts nothing
 * @param reason why it failed; null unless it did
 */
public record Drill(
    String id,
    String fleet,
    String throwAway,
    String backup,
    Instant moment,
    State state,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable BuildMethod method,
    @Nullable Rows rows,
    @Nullable String reason) {
  /** How it stands. RUNNING without a live lease of its throw-away fleet means: cut off. */
  public enum State {
    RUNNING,
    PASSED,
    FAILED;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Tables, and rows in all of them. */
  public record Rows(int tables, long rows) {}

  public Drill {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(fleet, "fleet");
    Objects.requireNonNull(throwAway, "throwAway");
    Objects.requireNonNull(backup, "backup");
    Objects.requireNonNull(moment, "moment");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(startedAt, "startedAt");
  }

  /** What would have been lost, had the fleet been lost when the drill began. */
  public Duration recoveryPoint() {
    return Duration.between(moment, startedAt);
  }

  /** How long it took until the restored application was found healthy and whole. */
  public Optional<Duration> recoveryTime() {
    return state == State.PASSED && endedAt != null
        ? Optional.of(Duration.between(startedAt, endedAt))
        : Optional.empty();
  }

  public Drill builtBy(BuildMethod how) {
    return new Drill(
        id, fleet, throwAway, backup, moment, state, startedAt, endedAt, how, rows, reason);
  }

  public Drill passed(Instant at, @Nullable Rows found) {
    return new Drill(
        id, fleet, throwAway, backup, moment, State.PASSED, startedAt, at, method, found, null);
  }

  public Drill failed(Instant at, String why) {
    return new Drill(
        id, fleet, throwAway, backup, moment, State.FAILED, startedAt, at, method, rows, why);
  }
}
