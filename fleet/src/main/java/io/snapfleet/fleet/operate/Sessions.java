package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.remote.Remote;
import io.snapfleet.fleet.remote.RemoteSession;
import io.snapfleet.fleet.remote.RemoteTarget;
import io.snapfleet.fleet.secret.Secret;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** SSH sessions of one operation, opened when first needed and kept until closed. Thread-safe. */
final class Sessions implements AutoCloseable {
  private final Remote remote;
  private final Supplier<Secret> loginKey;
  private final Duration deadline;
  private final Map<String, RemoteSession> open = new ConcurrentHashMap<>();

  Sessions(Remote remote, Supplier<Secret> loginKey, Duration deadline) {
    this.remote = remote;
    this.loginKey = loginKey;
    this.deadline = deadline;
  }

  /** The session with a machine, waiting for it to boot for at most the deadline. */
  RemoteSession with(FleetMachine machine) {
    return open.computeIfAbsent(
        machine.name(), name -> remote.connect(target(machine, loginKey.get(), deadline)));
  }

  static RemoteTarget target(FleetMachine machine, Secret loginKey, Duration deadline) {
    String address = machine.address();
    if (address == null) {
      throw new OperationException(
          OperationException.Kind.FAILED,
          machine.name() + " has no address yet",
          machine.name(),
          "run 'snapfleet up' again: it goes on with the machine or replaces it");
    }
    return new RemoteTarget(machine.name(), address, machine.hostKey(), loginKey, deadline);
  }

  void forget(String machine) {
    RemoteSession session = open.remove(machine);
    if (session != null) {
      session.close();
    }
  }

  @Override
  public void close() {
    open.values().forEach(RemoteSession::close);
    open.clear();
  }
}
