package io.snapfleet.cli.command;

import io.snapfleet.cli.output.Elapsed;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.operate.FleetEngine;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An operation as data.
 *
 * @param status {@code running}, {@code cut-off}, {@code done}, {@code failed} or {@code
 *     superseded}
 * @param seconds how long it took; null while it runs
 */
record OperationReport(
    String id,
    String fleet,
    String kind,
    String detail,
    String status,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Double seconds,
    @Nullable String error) {
  private static final String CUT_OFF = "cut-off";

  static OperationReport of(Operation operation, FleetEngine engine) {
    Instant ended = operation.endedAt();
    return new OperationReport(
        operation.id(),
        operation.fleet(),
        operation.kind().text(),
        operation.detail(),
        engine.cutOff(operation) ? CUT_OFF : operation.status().text(),
        operation.startedAt(),
        ended,
        ended == null ? null : Elapsed.seconds(Duration.between(operation.startedAt(), ended)),
        operation.error());
  }

  /** Whether {@code ops resume} can do something about it. */
  boolean resumable() {
    return status.equals(CUT_OFF) || status.equals(Operation.Status.FAILED.text());
  }

  String took() {
    return endedAt == null ? "-" : Elapsed.text(Duration.between(startedAt, endedAt));
  }
}
