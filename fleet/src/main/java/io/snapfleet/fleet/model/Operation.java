package io.snapfleet.fleet.model;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One long-running action on a fleet.
 *
 * @param id time-ordered and unique
 * @param detail what it was asked, in a few words, such as {@code web=4}
 * @param endedAt null while it runs, and for one whose process was killed
 * @param error the sentence it failed with; null unless it did
 */
public record Operation(
    String id,
    String fleet,
    Kind kind,
    String detail,
    Status status,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String error) {
  /** What it does. */
  public enum Kind {
    DEPLOY,
    SCALE,
    SNAPSHOT,
    DESTROY,
    REMOVE_SNAPSHOT;

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
}
