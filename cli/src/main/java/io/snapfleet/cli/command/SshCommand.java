package io.snapfleet.cli.command;

import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.fleet.operate.FleetEngine;
import io.snapfleet.remote.RemoteTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code snapfleet ssh FLEET MACHINE|TIER [-- COMMAND...]}. */
@Command(
    name = "ssh",
    description =
        "Logs in to a machine as root with OpenSSH; only the machine's own host key is accepted.",
    footer = {
      "  snapfleet ssh blog web-1",
      "  snapfleet ssh blog database            the tier's first machine",
      "  snapfleet ssh blog web -- tail -f /var/log/nginx/access.log",
    })
public final class SshCommand implements Callable<Integer> {
  private final Supplier<FleetEngine> engine;

  @Parameters(index = "0", paramLabel = "FLEET", description = "The fleet's name.")
  private String fleet = "";

  @Parameters(
      index = "1",
      paramLabel = "MACHINE",
      description = "A machine's name, or a tier's for its first machine.")
  private String where = "";

  @Parameters(
      index = "2..*",
      arity = "0..*",
      paramLabel = "COMMAND",
      description =
          "What to run instead of a shell, as ssh takes it: the machine's shell reads it.")
  private List<String> command = new ArrayList<>();

  public SshCommand(Supplier<FleetEngine> engine) {
    this.engine = engine;
  }

  @Override
  public Integer call() {
    FleetEngine fleets = engine.get();
    RemoteTarget target = fleets.target(fleets.machine(fleet, where));
    try (SshFiles files = SshFiles.write(target)) {
      Process ssh = start(files.arguments(command));
      return ssh.waitFor();
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while ssh ran", interrupted);
    }
  }

  private static Process start(List<String> arguments) {
    try {
      return new ProcessBuilder(arguments).inheritIO().start();
    } catch (IOException missing) {
      throw new CommandException(
          "OpenSSH's ssh cannot be run: " + missing.getMessage(),
          "ssh on the path",
          "install it: apt-get install openssh-client",
          ExitCode.FAILED);
    }
  }
}
