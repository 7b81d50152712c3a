package io.snapfleet.bench;

import io.snapfleet.bench.bake.BakeCommand;
import io.snapfleet.bench.launch.LaunchCommand;
import io.snapfleet.bench.measure.BenchException;
import io.snapfleet.bench.scale.ScaleCommand;
import io.snapfleet.bench.vault.VaultCommand;
import java.util.Arrays;
import picocli.CommandLine;

/** Starts the measurement that the first argument names. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    CommandLine command =
        new CommandLine(command(arguments[0]))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(
                (failure, line, parsed) -> {
                  if (!(failure instanceof BenchException)) {
                    throw failure;
                  }
                  line.getErr().println("error: " + failure.getMessage());
                  return 1;
                });
    System.exit(command.execute(Arrays.copyOfRange(arguments, 1, arguments.length)));
  }

  private static Runnable command(String name) {
    return switch (name) {
      case "bake" -> new BakeCommand();
      case "launch" -> new LaunchCommand();
      case "scale" -> new ScaleCommand();
      case "vault" -> new VaultCommand();
      default -> throw new IllegalArgumentException("no measurement is called " + name);
    };
  }
}
