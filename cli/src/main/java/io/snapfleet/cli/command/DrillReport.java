package io.snapfleet.cli.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snapfleet.cli.output.Elapsed;
import io.snapfleet.fleet.model.BuildMethod;
import io.snapfleet.fleet.model.Drill;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A drill in the documented shape.
 *
 * @param at when it ended; absent while it runs
 * @param rtoSeconds absent unless it passed
 * @param method how the throw-away fleet was built; absent until that was decided
 * @param tables absent where nothing was counted
 * @param rows absent where nothing was counted
 * @param reason why it failed; absent unless it did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DrillReport(
    String drill,
    String fleet,
    String backup,
    String state,
    @Nullable Instant at,
    double rpoSeconds,
    @Nullable Double rtoSeconds,
    @Nullable String method,
    @Nullable Integer tables,
    @Nullable Long rows,
    @Nullable String reason) {
  static @Nullable DrillReport ofNullable(@Nullable Drill drill) {
    return drill == null ? null : of(drill);
  }

  static DrillReport of(Drill drill) {
    BuildMethod method = drill.method();
    Drill.Rows rows = drill.rows();
    return new DrillReport(
        drill.throwAway(),
        drill.fleet(),
        drill.backup(),
        drill.state().text(),
        drill.endedAt(),
        Elapsed.seconds(drill.recoveryPoint()),
        drill.recoveryTime().map(Elapsed::seconds).orElse(null),
        method == null ? null : method.text(),
        rows == null ? null : rows.tables(),
        rows == null ? null : rows.rows(),
        drill.reason());
  }

  /** Such as {@code 2026-11-21T09:00:00Z, backup k3v9...: RPO 12 min 3 s, RTO 41.2 s}. */
  static String proof(Drill drill) {
    return "%s, backup %s: RPO %s, RTO %s"
        .formatted(
            at(drill),
            drill.backup(),
            Elapsed.text(drill.recoveryPoint()),
            Elapsed.text(drill.recoveryTime().orElse(Duration.ZERO)));
  }

  static String failure(Drill drill) {
    return "%s, backup %s: %s".formatted(at(drill), drill.backup(), drill.reason());
  }

  private static Object at(Drill drill) {
    Instant end = drill.endedAt();
    return end == null ? "now" : end.truncatedTo(ChronoUnit.SECONDS);
  }
}
