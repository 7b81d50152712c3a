package io.snapfleet.cli.command;

import io.snapfleet.cli.output.Output;
import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code snapfleet completion bash|zsh}. */
@Command(
    name = "completion",
    description = "Prints a script that completes commands and options at the shell's prompt.",
    footer = {
      "  snapfleet completion bash      to see the script",
      "  source <(snapfleet completion bash)",
      "  source <(snapfleet completion zsh)",
    })
public final class CompletionCommand implements Runnable {
  /** The shells a script can be had for. */
  enum Shell {
    bash,
    zsh
  }

  /** The script as data. */
  record Completion(String shell, String script) {}

  private final Output output;

  @Parameters(paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}.")
  private Shell shell = Shell.bash;

  @Spec private CommandSpec spec = CommandSpec.create();

  public CompletionCommand(Output output) {
    this.output = output;
  }

  /** One script serves both: in zsh it loads bash's completion functions first. */
  @Override
  public void run() {
    String script = AutoComplete.bash("snapfleet", spec.root().commandLine());
    output.result(new Completion(shell.name().toLowerCase(Locale.ROOT), script), script);
  }
}
