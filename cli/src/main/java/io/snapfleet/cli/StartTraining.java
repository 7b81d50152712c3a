package io.snapfleet.cli;

import io.snapfleet.cli.output.Terminal;
import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.remote.RemoteException;
import io.snapfleet.fleet.remote.RemoteTarget;
import io.snapfleet.fleet.remote.SshKeyPair;
import io.snapfleet.fleet.remote.SshRemote;
import io.snapfleet.fleet.secret.SecretBox;
import io.snapfleet.fleet.state.FleetLease;
import io.snapfleet.fleet.state.SqlStore;
import io.snapfleet.recipe.RecipeCatalog;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Runs the product's own commands once, so that the JVM that watches can write the ahead-of-time
 * cache. Packaging starts it with a SNAPFLEET_HOME of its own. It makes no machine: the fleet that
 * is looked at exists in the state alone, and nothing listens where SSH knocks.
 */
final class StartTraining {
  private static final Path HOME = Path.of(System.getenv("SNAPFLEET_HOME"));
  private static final String FLEET = "training";
  private static final String FILE = HOME.resolve("fleet.yaml").toString();

  private static final List<List<String>> BEFORE =
      List.of(
          List.of("--version"),
          List.of("help"),
          List.of("help", "help", "--json"),
          List.of("no-such-command"),
          List.of("no-such-command", "--json"),
          List.of("completion", "bash"),
          List.of("schema"),
          List.of("config", "reference", "--json"),
          List.of("init", FLEET, "-f", FILE, "--set", "admin-email=me@example.com"),
          List.of("validate", "-f", FILE),
          List.of("validate", "-f", FILE, "--json"),
          List.of("validate", "-f", FILE + ".missing"),
          List.of("status"));

  private static final List<List<String>> AFTER =
      List.of(
          List.of("status"),
          List.of("status", "--json"),
          List.of("status", FLEET),
          List.of("status", FLEET, "--json"),
          List.of("plan", "-f", FILE),
          List.of("plan", "-f", FILE, "--json"),
          List.of("up", "-f", FILE),
          List.of("scale", FLEET, "web=3"),
          List.of("down", FLEET),
          List.of("snapshot", "ls"),
          List.of("snapshot", "show", "none"),
          List.of("timeline", FLEET),
          List.of("timeline", FLEET, "--json"),
          List.of("ops", "list"));

  private StartTraining() {}

  public static void main(String[] ignored) {
    run(BEFORE);
    writeFleet(Clock.systemUTC());
    run(AFTER);
    knock();
  }

  private static void run(List<List<String>> commandLines) {
    for (List<String> commandLine : commandLines) {
      Main.run(Terminal.ofProcess(), commandLine.toArray(String[]::new));
    }
  }

  /** Writes down that the fleet of the file serves with one machine. */
  private static void writeFleet(Clock clock) {
    FleetSpec spec = new FleetFiles(new RecipeCatalog()).reader().read(Path.of(FILE));
    FleetRecord fleet =
        new FleetRecord(
            FLEET, spec, FleetRecord.State.SERVING, 0, null, 8080, Map.of(), clock.instant());
    FleetMachine machine =
        new FleetMachine(
            FLEET,
            TierName.WEB,
            FLEET + "-web-1",
            MachineState.SERVING,
            "none",
            "127.0.0.1",
            "base",
            null,
            SshKeyPair.generate().publicLine(),
            clock.instant(),
            null);
    Operation operation =
        new Operation(
            FLEET,
            FLEET,
            Operation.Kind.DEPLOY,
            "",
            spec,
            null,
            Operation.Status.RUNNING,
            clock.instant(),
            null,
            null);
    SecretBox box = SecretBox.inHome(HOME, System.getenv(), new SecureRandom());
    try (SqlStore store = SqlStore.open(HOME, clock, box);
        FleetLease lease = store.acquire(FLEET, "training")) {
      lease.saveFleet(fleet);
      lease.begin(operation);
      lease.saveMachine(machine, operation.id());
      lease.end(operation.ended(Operation.Status.DONE, clock.instant(), null));
    }
  }

  /** Nobody answers at the discard port; by then the SSH client has started. */
  private static void knock() {
    SshKeyPair key = SshKeyPair.generate();
    RemoteTarget target =
        new RemoteTarget(
            FLEET, "127.0.0.1:9", key.publicLine(), key.privateKey(), Duration.ofMillis(300));
    try (SshRemote remote = new SshRemote()) {
      remote.connect(target).close();
    } catch (RemoteException refused) {
      System.out.println(refused.getMessage());
    }
  }
}
