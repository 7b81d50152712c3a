package io.snapfleet.cli.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.PrefixedLines;
import io.snapfleet.cli.output.Streams;
import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.operate.FleetEngine;
import io.snapfleet.fleet.operate.OperationException;
import io.snapfleet.remote.RemoteException;
import io.snapfleet.remote.RemoteSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code snapfleet exec FLEET MACHINE|TIER|all -- COMMAND...}. */
@Command(
    name = "exec",
    description =
        "Runs a command on a machine, on all machines of a tier, or on all, and exits with its"
            + " status.",
    footer = {
      "  snapfleet exec blog web-1 -- systemctl status nginx",
      "  snapfleet exec blog web -- df -h /",
      "  snapfleet exec blog all -- sh -c 'uptime; free -m'",
    })
public final class ExecCommand implements Callable<Integer> {
  private static final String ALL = "all";

  private final Output output;
  private final Supplier<FleetEngine> engine;
  private final Supplier<Streams> streams;

  @Parameters(index = "0", paramLabel = "FLEET", description = "The fleet's name.")
  private String fleet = "";

  @Parameters(
      index = "1",
      paramLabel = "MACHINE",
      description = "A machine's name, or a tier's for all of it, or all.")
  private String where = "";

  @Parameters(
      index = "2..*",
      arity = "1..*",
      paramLabel = "COMMAND",
      description = "The command and its arguments, as they are; after -- when they have options.")
  private List<String> command = new ArrayList<>();

  public ExecCommand(Output output, Supplier<FleetEngine> engine, Supplier<Streams> streams) {
    this.output = output;
    this.engine = engine;
    this.streams = streams;
  }

  /** The result as data. */
  record Ended(List<OnMachine> results) {
    /**
     * How it went on one machine.
     *
     * @param status null where the command was not begun, or did not come to an end of its own
     * @param failure why; null elsewhere
     */
    record OnMachine(
        String machine,
        @Nullable Integer status,
        String output,
        String errors,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String failure) {}
  }

  /** The status of a command, or what kept it from having one. */
  private record Outcome(@Nullable Integer status, @Nullable RuntimeException failure) {
    @Nullable String reason() {
      return failure == null ? null : failure.getMessage();
    }
  }

  /** What a machine has said under {@code --json}. */
  private record Captured(Outcome outcome, Ended.OnMachine result) {}

  @Override
  public Integer call() {
    List<FleetMachine> machines = machines();
    if (output.json()) {
      List<Captured> all = each(machines, this::captured);
      output.result(new Ended(all.stream().map(Captured::result).toList()), "");
      return worst(all.stream().map(Captured::outcome).toList());
    }
    return machines.size() == 1
        ? streamed(machines.getFirst())
        : worst(each(machines, this::prefixed));
  }

  private List<FleetMachine> machines() {
    List<FleetMachine> present = engine.get().machines(fleet);
    List<FleetMachine> chosen =
        where.equals(ALL)
            ? present
            : TierName.of(where)
                .map(tier -> present.stream().filter(one -> one.tier() == tier).toList())
                .orElse(List.of());
    return chosen.isEmpty() ? List.of(engine.get().machine(fleet, where)) : chosen;
  }

  private int streamed(FleetMachine machine) {
    Streams ours = streams.get();
    return exec(machine, ours.input(), ours.output(), ours.errors());
  }

  /** Their outputs meet in ours line by line, each with the machine's name. */
  private Outcome prefixed(FleetMachine machine) {
    String prefix = machine.name() + ": ";
    Streams ours = streams.get();
    try (OutputStream out = new PrefixedLines(prefix, ours.output());
        OutputStream err = new PrefixedLines(prefix, ours.errors())) {
      Outcome outcome = outcome(machine, out, err);
      if (outcome.failure() != null) {
        err.write((outcome.reason() + "\n").getBytes(StandardCharsets.UTF_8));
      }
      return outcome;
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private Captured captured(FleetMachine machine) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Outcome outcome = outcome(machine, out, err);
    return new Captured(
        outcome,
        new Ended.OnMachine(
            machine.name(),
            outcome.status(),
            out.toString(StandardCharsets.UTF_8),
            err.toString(StandardCharsets.UTF_8),
            outcome.reason()));
  }

  /** What goes wrong with one machine keeps nothing of the others from who asked. */
  private Outcome outcome(FleetMachine machine, OutputStream out, OutputStream err) {
    try {
      return new Outcome(exec(machine, InputStream.nullInputStream(), out, err), null);
    } catch (RemoteException | OperationException failure) {
      return new Outcome(null, failure);
    }
  }

  private int exec(FleetMachine machine, InputStream in, OutputStream out, OutputStream err) {
    try (RemoteSession session = engine.get().connect(machine)) {
      return session.exec(ShellWords.line(command), in, out, err);
    }
  }

  /** Side by side; the answers in the order of the machines. */
  private static <T> List<T> each(List<FleetMachine> machines, Function<FleetMachine, T> work) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<T>> running =
          machines.stream()
              .map(one -> CompletableFuture.supplyAsync(() -> work.apply(one), threads))
              .toList();
      return running.stream().map(ExecCommand::ended).toList();
    }
  }

  private static <T> T ended(CompletableFuture<T> running) {
    try {
      return running.join();
    } catch (CompletionException wrapper) {
      throw wrapper.getCause() instanceof RuntimeException failure ? failure : wrapper;
    }
  }

  /** The first status that is not 0; the first failure, where there is one, goes before it. */
  private static int worst(List<Outcome> outcomes) {
    for (Outcome outcome : outcomes) {
      if (outcome.failure() != null) {
        throw outcome.failure();
      }
    }
    return outcomes.stream()
        .map(Outcome::status)
        .filter(Objects::nonNull)
        .filter(status -> status != 0)
        .findFirst()
        .orElse(0);
  }
}
