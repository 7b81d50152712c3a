package io.snapfleet.bench;

import picocli.CommandLine;

/** Starts the measurements. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    CommandLine command =
        new CommandLine(new LaunchCommand())
            .setExecutionExceptionHandler(
                (failure, line, parsed) -> {
                  if (!(failure instanceof BenchException)) {
                    throw failure;
                  }
                  line.getErr().println("error: " + failure.getMessage());
                  return 1;
                });
    System.exit(command.execute(arguments));
  }
}
