package io.snapfleet.cli;

import io.snapfleet.cli.command.CompletionCommand;
import io.snapfleet.cli.command.ConfigCommand;
import io.snapfleet.cli.command.CopyCommand;
import io.snapfleet.cli.command.DoctorCommand;
import io.snapfleet.cli.command.DownCommand;
import io.snapfleet.cli.command.ExecCommand;
import io.snapfleet.cli.command.GlobalOptions;
import io.snapfleet.cli.command.HelpCommand;
import io.snapfleet.cli.command.InitCommand;
import io.snapfleet.cli.command.OpsCommand;
import io.snapfleet.cli.command.OpsListCommand;
import io.snapfleet.cli.command.OpsResumeCommand;
import io.snapfleet.cli.command.OpsShowCommand;
import io.snapfleet.cli.command.PackageInstaller;
import io.snapfleet.cli.command.PlanCommand;
import io.snapfleet.cli.command.ScaleCommand;
import io.snapfleet.cli.command.SchemaCommand;
import io.snapfleet.cli.command.SecretsCommand;
import io.snapfleet.cli.command.SnapshotCommand;
import io.snapfleet.cli.command.SnapshotCreateCommand;
import io.snapfleet.cli.command.SnapshotListCommand;
import io.snapfleet.cli.command.SnapshotRemoveCommand;
import io.snapfleet.cli.command.SnapshotShowCommand;
import io.snapfleet.cli.command.SnapshotVerifyCommand;
import io.snapfleet.cli.command.SshCommand;
import io.snapfleet.cli.command.StatusCommand;
import io.snapfleet.cli.command.TimelineCommand;
import io.snapfleet.cli.command.UpCommand;
import io.snapfleet.cli.command.ValidateCommand;
import io.snapfleet.cli.error.Failure;
import io.snapfleet.cli.error.Failures;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Streams;
import io.snapfleet.cli.output.Terminal;
import io.snapfleet.cli.quickstart.QuickstartCommand;
import io.snapfleet.fleet.operate.FleetEngine;
import io.snapfleet.local.Doctor;
import io.snapfleet.recipe.RecipeCatalog;
import java.time.Clock;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;

/** All commands, each given what it needs. */
final class CommandTree {
  private final Terminal terminal;
  private final Supplier<Streams> streams;
  private final GlobalOptions options = new GlobalOptions();
  private final Output output;
  private final RecipeCatalog recipes;
  private final FleetFiles fleetFiles;
  private final Clock clock;
  private final Supplier<FleetEngine> engine;

  CommandTree(
      Terminal terminal,
      Supplier<Streams> streams,
      Clock clock,
      RecipeCatalog recipes,
      Supplier<FleetEngine> engine) {
    this.terminal = terminal;
    this.streams = streams;
    this.clock = clock;
    this.recipes = recipes;
    this.fleetFiles = new FleetFiles(recipes);
    this.engine = engine;
    this.output = new Output(terminal, options::json, clock);
  }

  CommandLine build() {
    CommandLine root =
        new CommandLine(options)
            .addSubcommand(new QuickstartCommand(output, fleetFiles::reader, engine, clock))
            .addSubcommand(
                new DoctorCommand(
                    output, new Doctor(), PackageInstaller.ofProcess(output.prompt())))
            .addSubcommand(new InitCommand(output, recipes, fleetFiles::reader))
            .addSubcommand(new ValidateCommand(output, fleetFiles::reader))
            .addSubcommand(new PlanCommand(output, fleetFiles::reader, engine))
            .addSubcommand(new UpCommand(output, fleetFiles::reader, engine))
            .addSubcommand(new StatusCommand(output, engine))
            .addSubcommand(new ScaleCommand(output, engine))
            .addSubcommand(new DownCommand(output, engine))
            .addSubcommand(snapshot())
            .addSubcommand(new SshCommand(engine))
            .addSubcommand(new ExecCommand(output, engine, streams))
            .addSubcommand(new CopyCommand(output, engine))
            .addSubcommand(new TimelineCommand(output, engine))
            .addSubcommand(operations())
            .addSubcommand(new SecretsCommand(output, engine))
            .addSubcommand(config())
            .addSubcommand(new SchemaCommand(output))
            .addSubcommand(new CompletionCommand(output))
            .addSubcommand(new HelpCommand(output));
    lay(root);
    return root.setOut(terminal.output())
        .setErr(terminal.errors())
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(false)
        .setParameterExceptionHandler(this::misused)
        .setExecutionExceptionHandler((thrown, command, parsed) -> failed(thrown));
  }

  private CommandLine config() {
    return new CommandLine(new ConfigCommand()).addSubcommand(new ConfigCommand.Reference(output));
  }

  private CommandLine snapshot() {
    return new CommandLine(new SnapshotCommand())
        .addSubcommand(new SnapshotCreateCommand(output, engine))
        .addSubcommand(new SnapshotListCommand(output, engine))
        .addSubcommand(new SnapshotShowCommand(output, engine))
        .addSubcommand(new SnapshotVerifyCommand(output, engine))
        .addSubcommand(new SnapshotRemoveCommand(output, engine));
  }

  private CommandLine operations() {
    return new CommandLine(new OpsCommand())
        .addSubcommand(new OpsListCommand(output, engine))
        .addSubcommand(new OpsShowCommand(output, engine))
        .addSubcommand(new OpsResumeCommand(output, engine));
  }

  /** Gives the help of all commands one form. */
  private static void lay(CommandLine command) {
    UsageMessageSpec usage = command.getCommandSpec().usageMessage();
    usage
        .synopsisHeading("Usage: ")
        .descriptionHeading("%n")
        .parameterListHeading("%nArguments:%n")
        .optionListHeading("%nOptions:%n")
        .commandListHeading("%nCommands:%n")
        .footerHeading("%nExamples:%n")
        .width(100)
        .sortOptions(true);
    command.getSubcommands().values().forEach(CommandTree::lay);
  }

  private int misused(ParameterException misuse, String[] arguments) {
    Failure failure = Failures.of(misuse);
    CommandSpec spec = misuse.getCommandLine().getCommandSpec();
    if (GlobalOptions.given("--json", arguments)) {
      output.failures().printJson(failure);
    } else {
      String synopsis = spec.commandLine().getHelp().synopsis("Usage: ".length()).strip();
      output.failures().printText(failure, "Usage: " + synopsis);
    }
    return failure.exitCode().number();
  }

  private int failed(Exception thrown) {
    if (options.debug()) {
      thrown.printStackTrace(terminal.errors());
    }
    Failure failure = Failures.of(thrown);
    if (options.json()) {
      output.failures().printJson(failure);
    } else {
      output.failures().printText(failure, null);
    }
    return failure.exitCode().number();
  }
}
