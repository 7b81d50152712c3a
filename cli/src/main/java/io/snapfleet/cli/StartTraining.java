package io.snapfleet.cli;

import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.cli.output.Terminal;
import io.snapfleet.local.EngineRehearsal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;

/**
 * Runs the product's own commands once in the {@link TrainingGround}, so that the JVM that watches
 * can write the ahead-of-time cache. Fails when a command ends otherwise than it should: what did
 * not run was not trained.
 */
final class StartTraining {
  private static final Path HOME = Home.of(System.getenv()).create();
  private static final String FILE = HOME.resolve("fleet.yaml").toString();
  private static final String FLEET = TrainingGround.FLEET;

  private StartTraining() {}

  public static void main(String[] ignored) throws IOException {
    EngineRehearsal.run(HOME);
    runWithoutState();
    runBuilds();
    runReading();
    runDeclined();
    run("exec", FLEET, "web", "--", "echo", "trained");
    run("exec", FLEET, "web", "--json", "--", "echo", "trained");
    run("down", FLEET);
  }

  private static void runWithoutState() {
    run("--version");
    run("help");
    run("help", "help", "--json");
    run(ExitCode.BAD_INPUT, "no-such-command");
    run(ExitCode.BAD_INPUT, "no-such-command", "--json");
    run("completion", "bash");
    run("schema");
    run("config", "reference", "--json");
    run("init", FLEET, "-f", FILE, "--set", "admin-email=me@example.com");
    run("validate", "-f", FILE);
    run("validate", "-f", FILE, "--json");
    run(ExitCode.BAD_INPUT, "validate", "-f", FILE + ".missing");
  }

  private static void runBuilds() throws IOException {
    String template = BuildTraining.write(HOME).toString();
    run("bake", "validate", template);
    run("bake", "inspect", template);
    run("bake", template);
    run("bake", template);
    run("bake", "-var", "last=2", template);
    run("bake", "--json", template);
    run("bake", BuildTraining.droplet(HOME).toString());
  }

  private static void runReading() {
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

  /** Nobody says yes; where this computer cannot run machines, nobody is even asked. */
  private static void runDeclined() {
    EnumSet<ExitCode> expected = EnumSet.of(ExitCode.DECLINED, ExitCode.PROVIDER_REFUSED);
    run(expected, "up", "-f", FILE);
    run(expected, "scale", FLEET, "web=3");
  }

  private static void run(String... arguments) {
    run(ExitCode.DONE, arguments);
  }

  private static void run(ExitCode expected, String... arguments) {
    run(EnumSet.of(expected), arguments);
  }

  private static void run(EnumSet<ExitCode> expected, String... arguments) {
    int status = Main.run(Terminal.ofProcess(), arguments);
    if (expected.stream().noneMatch(code -> code.number() == status)) {
      throw new IllegalStateException(
          "snapfleet %s ended with exit code %d, not %s"
              .formatted(String.join(" ", arguments), status, expected));
    }
  }
}
