package io.snapfleet.cli;

import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.cli.output.Terminal;
import io.snapfleet.recipe.RecipeCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;

/**
 * Runs the product's own commands once in the {@link TrainingGround}, so that the JVM that watches
 * can write the ahead-of-time cache. Fails when a command ends otherwise than it should: what did
 * not run was not trained.
 */
final class StartTraining {
  private static final Path HOME = Home.of(System.getenv()).create();
  private static final String FILE = HOME.resolve("fleet.yaml").toString();
  private static final String FLEET = "training";

  private final Outside outside;

  private StartTraining(Outside outside) {
    this.outside = outside;
  }

  /**
   * @param server the address of the machines' SSH server, and its host key
   */
  public static void main(String[] server) throws IOException {
    new StartTraining(new TrainingOutside(server[0], server[1])).run();
  }

  private void run() throws IOException {
    runWithoutState();
    runBuilds();
    if (runDeployment()) {
      runReading();
      runMachines();
    }
  }

  private void runWithoutState() throws IOException {
    run("--version");
    run("help");
    run("help", "help", "--json");
    run(ExitCode.BAD_INPUT, "no-such-command");
    run(ExitCode.BAD_INPUT, "no-such-command", "--json");
    run("completion", "bash");
    run("schema");
    run("config", "reference", "--json");
    run("init", FLEET, "-f", FILE, "--set", "admin-email=me@example.com");
    anyPort();
    run("validate", "-f", FILE);
    run("validate", "-f", FILE, "--json");
    run(ExitCode.BAD_INPUT, "validate", "-f", FILE + ".missing");
  }

  /** The one that the file names may be taken here. */
  private static void anyPort() throws IOException {
    Path file = Path.of(FILE);
    Files.writeString(file, Files.readString(file).replaceFirst("(?m)^( *port:) \\d+", "$1 0"));
  }

  private void runBuilds() throws IOException {
    String template = BuildTraining.write(HOME).toString();
    run("bake", "validate", template);
    run("bake", "inspect", template);
    run("bake", template);
    run("bake", template);
    run("bake", "-var", "last=2", template);
    run("bake", "--json", template);
    run("bake", BuildTraining.droplet(HOME).toString());
  }

  private void runReading() {
    run("status");
    run("status", "--json");
    run("status", FLEET);
    run("status", FLEET, "--json");
    run(ExitCode.BAD_INPUT, "status", "no-such-fleet");
    run("plan", "-f", FILE);
    run("plan", "-f", FILE, "--json");
    run("snapshot", "ls");
    run(ExitCode.BAD_INPUT, "snapshot", "show", "none");
    run("timeline", FLEET);
    run("timeline", FLEET, "--json");
    run("ops", "list");
  }

  /** Whether there is a fleet now: this computer may have no room for one. */
  private boolean runDeployment() {
    EnumSet<ExitCode> expected = EnumSet.of(ExitCode.DECLINED, ExitCode.PROVIDER_REFUSED);
    run(expected, "up", "-f", FILE);
    EnumSet<ExitCode> possible = EnumSet.of(ExitCode.DONE, ExitCode.PROVIDER_REFUSED);
    return run(possible, "up", "-f", FILE, "--yes") == ExitCode.DONE;
  }

  private void runMachines() {
    run("exec", FLEET, "web", "--", "true");
    run("exec", FLEET, "web", "--json", "--", "true");
    run("scale", FLEET, "web=3", "--yes");
    run("snapshot", "create", FLEET);
    run("down", FLEET, "--yes");
    run("up", "-f", FILE, "--from-snapshot", newestSet(), "--yes");
    run("scale", FLEET, "web=4", "--yes");
    run("scale", FLEET, "web=2", "--yes");
    run("roll", FLEET, "web", "--yes");
    run("down", FLEET, "--snapshots", "--yes");
  }

  private String newestSet() {
    RecipeCatalog recipes = new RecipeCatalog();
    try (EngineSupply engine =
        new EngineSupply(System.getenv(), recipes, Clock.systemUTC(), outside)) {
      return engine.get().snapshotSets().getFirst().id();
    }
  }

  private void run(String... arguments) {
    run(ExitCode.DONE, arguments);
  }

  private void run(ExitCode expected, String... arguments) {
    run(EnumSet.of(expected), arguments);
  }

  private ExitCode run(EnumSet<ExitCode> expected, String... arguments) {
    int status = Main.run(Terminal.ofProcess(), outside, arguments);
    return expected.stream()
        .filter(code -> code.number() == status)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "snapfleet %s ended with exit code %d, not %s"
                        .formatted(String.join(" ", arguments), status, expected)));
  }
}
