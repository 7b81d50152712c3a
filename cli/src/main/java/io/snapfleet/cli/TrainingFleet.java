package io.snapfleet.cli;

import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.state.FleetLease;
import io.snapfleet.fleet.state.SecretScope;
import io.snapfleet.fleet.state.Store;
import io.snapfleet.remote.SshKeyPair;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** A fleet that the state alone knows, as a deployment leaves it there; no provider has it. */
final class TrainingFleet {
  /** The engine's name for the key it logs in with. */
  private static final String LOGIN_KEY = "ssh-login-key";

  private final FleetSpec spec;
  private final TrainingServer server;
  private final SshKeyPair login;
  private final Instant now;

  TrainingFleet(FleetSpec spec, TrainingServer server, SshKeyPair login, Clock clock) {
    this.spec = spec;
    this.server = server;
    this.login = login;
    this.now = clock.instant();
  }

  void write(Store store) {
    Operation operation = operation();
    try (FleetLease lease = store.acquire(spec.fleet(), "training")) {
      lease.saveFleet(fleet());
      lease.begin(operation);
      lease.saveSecrets(SecretScope.ofFleet(spec.fleet()), Map.of(LOGIN_KEY, login.privateKey()));
      lease.saveMachine(machine(), operation.id());
      lease.end(operation.ended(Operation.Status.DONE, now, null));
    }
  }

  private FleetRecord fleet() {
    return new FleetRecord(
        spec.fleet(), spec, FleetRecord.State.SERVING, 0, null, 8080, Map.of(), now);
  }

  private Operation operation() {
    return new Operation(
        "training",
        spec.fleet(),
        Operation.Kind.DEPLOY,
        "training",
        spec,
        null,
        Operation.Status.RUNNING,
        now,
        null,
        null);
  }

  private FleetMachine machine() {
    return new FleetMachine(
        spec.fleet(),
        TierName.WEB,
        spec.fleet() + "-web-1",
        MachineState.SERVING,
        "training",
        server.address(),
        "training",
        null,
        server.hostKey(),
        now,
        now,
        null);
  }
}
