package io.snapfleet.cli.command;

import io.snapfleet.cli.output.Elapsed;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Table;
import io.snapfleet.fleet.model.JournalEntry;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.operate.FleetEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code snapfleet ops show ID}. */
@Command(
    name = "show",
    description = "Prints an operation with its journal: every provider call and how it ended.",
    footer = {"  snapfleet ops show 4kq2", "  snapfleet ops show 4kq2 --json"})
public final class OpsShowCommand implements Runnable {
  private final Output output;
  private final Supplier<FleetEngine> engine;

  @Mixin private OperationPrefix prefix = new OperationPrefix();

  public OpsShowCommand(Output output, Supplier<FleetEngine> engine) {
    this.output = output;
    this.engine = engine;
  }

  /** The result as data. */
  record Shown(OperationReport operation, List<Call> journal) {
    /**
     * One provider call.
     *
     * @param outcome null where it was not heard of, such as when the process was killed
     */
    record Call(
        String step,
        String call,
        String subject,
        Instant intendedAt,
        @Nullable Instant endedAt,
        @Nullable String outcome) {
      static Call of(JournalEntry entry) {
        return new Call(
            entry.step(),
            entry.call(),
            entry.subject(),
            entry.intendedAt(),
            entry.endedAt(),
            entry.outcome());
      }
    }
  }

  @Override
  public void run() {
    Operation operation = engine.get().operation(prefix.text());
    Shown shown =
        new Shown(
            OperationReport.of(operation, engine.get()),
            engine.get().journal(operation).stream().map(Shown.Call::of).toList());
    output.result(shown, text(shown));
  }

  private static String text(Shown shown) {
    OperationReport operation = shown.operation();
    StringBuilder text =
        new StringBuilder(
            "Operation %s: %s %s %s\n  status:   %s\n  started:  %s\n  took:     %s\n"
                .formatted(
                    operation.id(),
                    operation.kind(),
                    operation.fleet(),
                    operation.detail(),
                    operation.status(),
                    operation.startedAt(),
                    operation.took()));
    if (operation.error() != null) {
      text.append("  error:    ").append(operation.error()).append('\n');
    }
    if (operation.resumable()) {
      text.append("  go on:    snapfleet ops resume ").append(operation.id()).append('\n');
    }
    return text.append('\n').append(journal(shown)).toString();
  }

  private static String journal(Shown shown) {
    if (shown.journal().isEmpty()) {
      return "It made no provider call.\n";
    }
    Table table = new Table("AFTER", "CALL", "SUBJECT", "TOOK", "OUTCOME");
    for (Shown.Call call : shown.journal()) {
      Instant ended = call.endedAt();
      table.row(
          Elapsed.text(Duration.between(shown.operation().startedAt(), call.intendedAt())),
          call.call(),
          call.subject(),
          ended == null ? "-" : Elapsed.text(Duration.between(call.intendedAt(), ended)),
          call.outcome() == null ? "unknown" : call.outcome());
    }
    return table.toString();
  }
}
