package io.snapfleet.cli;

import io.snapfleet.bake.journal.BuildJournal;
import io.snapfleet.bake.machine.ImageRegister;
import io.snapfleet.bake.machine.MachineTools;
import io.snapfleet.bake.machine.Pause;
import io.snapfleet.cli.bake.BakeCommand;
import io.snapfleet.cli.bake.BakeInspectCommand;
import io.snapfleet.cli.bake.BakeLeftovers;
import io.snapfleet.cli.bake.BakeValidateCommand;
import io.snapfleet.cli.bake.TemplateRun;
import io.snapfleet.cli.command.BackupCommand;
import io.snapfleet.cli.command.BackupCreateCommand;
import io.snapfleet.cli.command.BackupDiffCommand;
import io.snapfleet.cli.command.BackupDrillCommand;
import io.snapfleet.cli.command.BackupListCommand;
import io.snapfleet.cli.command.BackupPruneCommand;
import io.snapfleet.cli.command.BackupRepositoryCommand;
import io.snapfleet.cli.command.BackupRestoreCommand;
import io.snapfleet.cli.command.BackupShowCommand;
import io.snapfleet.cli.command.BackupVerifyCommand;
import io.snapfleet.cli.command.CompletionCommand;
import io.snapfleet.cli.command.ConfigCommand;
import io.snapfleet.cli.command.CopyCommand;
import io.snapfleet.cli.command.DevcloudCommand;
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
import io.snapfleet.cli.command.RollCommand;
import io.snapfleet.cli.command.RollbackCommand;
import io.snapfleet.cli.command.RunDueCommand;
import io.snapfleet.cli.command.ScaleCommand;
import io.snapfleet.cli.command.SchemaCommand;
import io.snapfleet.cli.command.SecretsCommand;
import io.snapfleet.cli.command.SnapshotAdoptCommand;
import io.snapfleet.cli.command.SnapshotCommand;
import io.snapfleet.cli.command.SnapshotCreateCommand;
import io.snapfleet.cli.command.SnapshotExportCommand;
import io.snapfleet.cli.command.SnapshotListCommand;
import io.snapfleet.cli.command.SnapshotRemoveCommand;
import io.snapfleet.cli.command.SnapshotShowCommand;
import io.snapfleet.cli.command.SnapshotTransferCommand;
import io.snapfleet.cli.command.SnapshotVerifyCommand;
import io.snapfleet.cli.command.SshCommand;
import io.snapfleet.cli.command.StatusCommand;
import io.snapfleet.cli.command.TimelineCommand;
import io.snapfleet.cli.command.UpCommand;
import io.snapfleet.cli.command.ValidateCommand;
import io.snapfleet.cli.error.Failure;
import io.snapfleet.cli.error.Failures;
import io.snapfleet.cli.image.ImageCommands;
import io.snapfleet.cli.inventory.InventoryCommand;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Streams;
import io.snapfleet.cli.output.Terminal;
import io.snapfleet.cli.quickstart.QuickstartCommand;
import io.snapfleet.cli.vault.VaultAccess;
import io.snapfleet.cli.vault.VaultBackupCommand;
import io.snapfleet.cli.vault.VaultCheckCommand;
import io.snapfleet.cli.vault.VaultCommand;
import io.snapfleet.cli.vault.VaultDiffCommand;
import io.snapfleet.cli.vault.VaultDumpCommand;
import io.snapfleet.cli.vault.VaultForgetCommand;
import io.snapfleet.cli.vault.VaultInitCommand;
import io.snapfleet.cli.vault.VaultKeyAddCommand;
import io.snapfleet.cli.vault.VaultKeyCommand;
import io.snapfleet.cli.vault.VaultKeyListCommand;
import io.snapfleet.cli.vault.VaultKeyRemoveCommand;
import io.snapfleet.cli.vault.VaultListCommand;
import io.snapfleet.cli.vault.VaultPruneCommand;
import io.snapfleet.cli.vault.VaultRepairCommand;
import io.snapfleet.cli.vault.VaultRepairIndexCommand;
import io.snapfleet.cli.vault.VaultRepairPacksCommand;
import io.snapfleet.cli.vault.VaultRepairSnapshotsCommand;
import io.snapfleet.cli.vault.VaultRestoreCommand;
import io.snapfleet.cli.vault.VaultUnlockCommand;
import io.snapfleet.devcloud.HostKey;
import io.snapfleet.devcloud.RealMachines;
import io.snapfleet.fleet.operate.FleetEngine;
import io.snapfleet.local.Doctor;
import io.snapfleet.local.LocalProvider;
import io.snapfleet.local.LocalSettings;
import io.snapfleet.recipe.CleanUp;
import io.snapfleet.recipe.RecipeCatalog;
import io.snapfleet.recipe.scan.ImageScan;
import io.snapfleet.remote.SshKeyPair;
import io.snapfleet.remote.SshRemote;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;

/** All commands, each given what it needs. */
final class CommandTree {
  private static final Set<String> SPEAK_OF_OTHERS = Set.of("help", "completion");
  private static final Set<String> NEED_STATE =
      Set.of(
          "up",
          "status",
          "scale",
          "roll",
          "rollback",
          "down",
          "plan",
          "snapshot",
          "backup",
          "ssh",
          "exec",
          "cp",
          "timeline",
          "ops",
          "inventory",
          "image",
          "run-due",
          "secrets");

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
    // What it would say of odd arguments belongs neither before a result nor before an error.
    CommandLine.tracer().setLevel(CommandLine.TraceLevel.OFF);
  }

  /** Whether a command line is surely one of a command that reads or changes the state. */
  static boolean needsState(String... arguments) {
    return NEED_STATE.contains(word(arguments, 0));
  }

  /**
   * The commands for a command line: all of them, unless it begins with the name of one that needs
   * no other. To read the annotations of all takes longer than most commands.
   */
  CommandLine build(String... arguments) {
    CommandLine root = new CommandLine(options);
    Map<String, Supplier<Object>> commands = commands(arguments);
    keepOnly(word(arguments, 0), commands);
    commands.forEach((name, command) -> root.addSubcommand(name, command.get()));
    lay(root);
    return root.setOut(terminal.output())
        .setErr(terminal.errors())
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(false)
        .setParameterExceptionHandler(this::misused)
        .setExecutionExceptionHandler((thrown, command, parsed) -> failed(thrown));
  }

  /** By name, in the order of the help. */
  private Map<String, Supplier<Object>> commands(String... arguments) {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put(
        "quickstart",
        () -> new QuickstartCommand(output, recipes, fleetFiles::reader, engine, clock));
    commands.put(
        "doctor",
        () -> new DoctorCommand(output, new Doctor(), PackageInstaller.ofProcess(output.prompt())));
    commands.put("init", () -> new InitCommand(output, recipes, fleetFiles::reader));
    commands.put("validate", () -> new ValidateCommand(output, fleetFiles::reader));
    commands.put("plan", () -> new PlanCommand(output, fleetFiles::reader, engine));
    commands.put("up", () -> new UpCommand(output, fleetFiles::reader, engine));
    commands.put("status", () -> new StatusCommand(output, engine, clock));
    commands.put("scale", () -> new ScaleCommand(output, engine));
    commands.put("roll", () -> new RollCommand(output, engine));
    commands.put("rollback", () -> new RollbackCommand(output, engine));
    commands.put("down", () -> new DownCommand(output, engine));
    commands.put("snapshot", this::snapshot);
    commands.put("backup", this::backup);
    commands.put("run-due", () -> new RunDueCommand(output, engine, bakeLeftovers()));
    commands.put("vault", () -> vault(arguments));
    commands.put("bake", this::bake);
    commands.put("image", () -> ImageCommands.all(output, fleetFiles::reader, engine, clock));
    commands.put("ssh", () -> new SshCommand(engine));
    commands.put("exec", () -> new ExecCommand(output, engine, streams));
    commands.put("cp", () -> new CopyCommand(output, engine));
    commands.put(
        "inventory",
        () -> new InventoryCommand(output, engine, System.getenv(), Path.of("").toAbsolutePath()));
    commands.put("timeline", () -> new TimelineCommand(output, engine));
    commands.put("ops", this::operations);
    commands.put("devcloud", this::devcloud);
    commands.put("secrets", () -> new SecretsCommand(output, engine, terminal::input));
    commands.put("config", this::config);
    commands.put("schema", () -> new SchemaCommand(output));
    commands.put("completion", () -> new CompletionCommand(output));
    commands.put("help", () -> new HelpCommand(output));
    return commands;
  }

  private CommandLine config() {
    return new CommandLine(new ConfigCommand()).addSubcommand(new ConfigCommand.Reference(output));
  }

  private CommandLine devcloud() {
    return new CommandLine(new DevcloudCommand())
        .addSubcommand(
            new DevcloudCommand.Start(
                output,
                () -> Home.of(System.getenv()).create().resolve("devcloud"),
                this::localMachines));
  }

  private RealMachines localMachines(Path home, Map<String, String> local) {
    return new RealMachines(
        new LocalProvider(home, LocalSettings.of(local), clock), CommandTree::newHostKey);
  }

  private static HostKey newHostKey() {
    SshKeyPair pair = SshKeyPair.generate();
    return new HostKey(pair.privateKey().reveal(), pair.publicLine());
  }

  private CommandLine snapshot() {
    return new CommandLine(new SnapshotCommand())
        .addSubcommand(new SnapshotCreateCommand(output, fleetFiles::reader, engine))
        .addSubcommand(new SnapshotListCommand(output, engine))
        .addSubcommand(new SnapshotAdoptCommand(output, engine))
        .addSubcommand(new SnapshotShowCommand(output, engine))
        .addSubcommand(new SnapshotExportCommand(output, engine))
        .addSubcommand(new SnapshotVerifyCommand(output, engine))
        .addSubcommand(new SnapshotTransferCommand(output, engine))
        .addSubcommand(new SnapshotRemoveCommand(output, engine));
  }

  private CommandLine backup() {
    return new CommandLine(new BackupCommand())
        .addSubcommand(new BackupCreateCommand(output, engine))
        .addSubcommand(new BackupListCommand(output, engine))
        .addSubcommand(new BackupShowCommand(output, engine))
        .addSubcommand(new BackupDiffCommand(output, engine))
        .addSubcommand(new BackupRestoreCommand(output, engine))
        .addSubcommand(new BackupVerifyCommand(output, engine))
        .addSubcommand(new BackupPruneCommand(output, engine))
        .addSubcommand(new BackupDrillCommand(output, engine))
        .addSubcommand(new BackupRepositoryCommand(output, engine));
  }

  private static Path bakeHome() {
    return Home.of(System.getenv()).create().resolve("bake");
  }

  private MachineTools bakeMachines(ImageRegister register) {
    return new MachineTools(
        new BuildPlaces(
            System.getenv(),
            new DigitalOceanAccess(
                System.getenv(), () -> engine.get().providerSecrets(DigitalOceanAccess.PROVIDER)),
            clock),
        new BuildJournal(() -> Home.of(System.getenv()).directory().resolve("bake/machines")),
        new SshRemote(),
        SshKeyPair::generate,
        CleanUp.EVERY_MACHINE,
        CommandTree::inspected,
        clock,
        Pause.SLEEP,
        register);
  }

  private static List<String> inspected(Path root, Predicate<String> holdsSecret) {
    List<String> secret = List.of("a secret of the template");
    return new ImageScan(root, text -> holdsSecret.test(text) ? secret : List.of())
        .findings().stream().map(found -> found.file() + ": " + found.what()).toList();
  }

  private BakeLeftovers bakeLeftovers() {
    return new BakeLeftovers(
        new TemplateRun(clock, System.getenv(), streams),
        () -> Home.of(System.getenv()).directory().resolve("bake"),
        () -> bakeMachines(ImageRegister.NONE),
        clock);
  }

  private CommandLine bake() {
    TemplateRun run = new TemplateRun(clock, System.getenv(), streams);
    return new CommandLine(
            new BakeCommand(output, run, CommandTree::bakeHome, this::bakeMachines, engine, clock))
        .addSubcommand(new BakeValidateCommand(output, run))
        .addSubcommand(new BakeInspectCommand(output, run, clock));
  }

  /** The vault's commands, or the one alone that the command line names. */
  private CommandLine vault(String... arguments) {
    Map<String, Supplier<Object>> commands = vaultCommands();
    if (word(arguments, 0).equals("vault")) {
      keepOnly(word(arguments, 1), commands);
    }
    CommandLine vault = new CommandLine(new VaultCommand());
    commands.forEach((name, command) -> vault.addSubcommand(name, command.get()));
    return vault;
  }

  private Map<String, Supplier<Object>> vaultCommands() {
    VaultAccess access = new VaultAccess(System.getenv(), output::prompt, clock);
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("init", () -> new VaultInitCommand(output, access));
    commands.put("backup", () -> new VaultBackupCommand(output, access, clock));
    commands.put("ls", () -> new VaultListCommand(output, access));
    commands.put("restore", () -> new VaultRestoreCommand(output, access, clock));
    commands.put("check", () -> new VaultCheckCommand(output, access, clock));
    commands.put("forget", () -> new VaultForgetCommand(output, access, clock));
    commands.put("prune", () -> new VaultPruneCommand(output, access));
    commands.put("diff", () -> new VaultDiffCommand(output, access));
    commands.put("dump", () -> new VaultDumpCommand(access, streams));
    commands.put("unlock", () -> new VaultUnlockCommand(output, access));
    commands.put("key", () -> vaultKey(access));
    commands.put("repair", () -> vaultRepair(access));
    return commands;
  }

  private static void keepOnly(String name, Map<String, Supplier<Object>> commands) {
    if (commands.containsKey(name) && !SPEAK_OF_OTHERS.contains(name)) {
      commands.keySet().retainAll(Set.of(name));
    }
  }

  private static String word(String[] arguments, int place) {
    return arguments.length > place ? arguments[place] : "";
  }

  private CommandLine vaultKey(VaultAccess access) {
    return new CommandLine(new VaultKeyCommand())
        .addSubcommand(new VaultKeyListCommand(output, access))
        .addSubcommand(new VaultKeyAddCommand(output, access))
        .addSubcommand(new VaultKeyRemoveCommand(output, access));
  }

  private CommandLine vaultRepair(VaultAccess access) {
    return new CommandLine(new VaultRepairCommand())
        .addSubcommand(new VaultRepairIndexCommand(output, access))
        .addSubcommand(new VaultRepairPacksCommand(output, access))
        .addSubcommand(new VaultRepairSnapshotsCommand(output, access));
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
