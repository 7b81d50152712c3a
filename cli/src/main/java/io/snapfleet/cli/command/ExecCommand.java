package io.snapfleet.cli.command;

import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.PrefixedLines;
import io.snapfleet.cli.output.Streams;
import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.operate.FleetEngine;
import io.snapfleet.remote.RemoteSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
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
    /** How it went on one machine. */
    record OnMachine(String machine, int status, String output, String errors) {}
  }

  @Override
  public Integer call() {
    List<FleetMachine> machines = machines();
    if (output.json()) {
      List<Ended.OnMachine> results = each(machines, this::captured);
      output.result(new Ended(results), "");
      return worst(results.stream().map(Ended.OnMachine::status).toList());
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
  private int prefixed(FleetMachine machine) {
    String prefix = machine.name() + ": ";
    Streams ours = streams.get();
    try (OutputStream out = new PrefixedLines(prefix, ours.output());
        OutputStream err = new PrefixedLines(prefix, ours.errors())) {
      return exec(machine, InputStream.nullInputStream(), out, err);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private Ended.OnMachine captured(FleetMachine machine) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status = exec(machine, InputStream.nullInputStream(), out, err);
    return new Ended.OnMachine(
        machine.name(),
        status,
        out.toString(StandardCharsets.UTF_8),
        err.toString(StandardCharsets.UTF_8));
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

  /** The first that is not 0. */
  private static int worst(List<Integer> statuses) {
    return statuses.stream().filter(status -> status != 0).findFirst().orElse(0);
  }
}
