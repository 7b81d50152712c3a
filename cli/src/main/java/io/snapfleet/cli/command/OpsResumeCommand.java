package io.snapfleet.cli.command;

import io.snapfleet.cli.output.OperationProgress;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Progress;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.operate.FleetEngine;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code snapfleet ops resume ID}. */
@Command(
    name = "resume",
    description =
        "Brings an operation that was cut off or failed to its end; a snapshot that was cut off is"
            + " removed, for its moment has passed.",
    footer = {"  snapfleet ops resume 4kq2", "  snapfleet ops resume 4kq2 --yes"})
public final class OpsResumeCommand implements Runnable {
  private final Output output;
  private final Supplier<FleetEngine> engine;

  @Mixin private OperationPrefix prefix = new OperationPrefix();
  @Mixin private StaleDataOption staleData = new StaleDataOption();
  @Mixin private YesOption yes = new YesOption();
  @Mixin private TimeoutOption timeout = new TimeoutOption();

  public OpsResumeCommand(Output output, Supplier<FleetEngine> engine) {
    this.output = output;
    this.engine = engine;
  }

  /** The result as data. */
  record Resumed(String id, String fleet, String kind) {}

  @Override
  public void run() {
    FleetEngine limited = timeout.limit(engine);
    Operation operation = limited.operation(prefix.text());
    try (Progress progress = output.progress()) {
      Consent consent = new Consent(progress, output.prompt(), yes.given(), "Carry this plan out?");
      limited.resume(operation, staleData.allowed(), consent, new OperationProgress(progress));
    }
    output.result(
        new Resumed(operation.id(), operation.fleet(), operation.kind().text()),
        "Operation %s is brought to its end. See: snapfleet status %s"
            .formatted(operation.id(), operation.fleet()));
  }
}
