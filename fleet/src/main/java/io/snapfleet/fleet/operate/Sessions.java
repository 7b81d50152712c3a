package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.remote.Remote;
import io.snapfleet.remote.RemoteSession;
import io.snapfleet.remote.RemoteTarget;
import io.snapfleet.remote.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * SSH sessions of one operation, opened when first needed and kept until closed. Waiting for one
 * machine keeps nobody from another. Thread-safe.
 */
final class Sessions implements AutoCloseable {
  private final Remote remote;
  private final Supplier<Secret> loginKey;
  private final Supplier<Duration> deadline;
  private final Map<String, CompletableFuture<RemoteSession>> open = new ConcurrentHashMap<>();

  Sessions(Remote remote, Supplier<Secret> loginKey, Supplier<Duration> deadline) {
    this.remote = remote;
    this.loginKey = loginKey;
    this.deadline = deadline;
  }

  /** The session with a machine, waiting for it to boot for at most the deadline. */
  RemoteSession with(FleetMachine machine) {
    CompletableFuture<RemoteSession> fresh = new CompletableFuture<>();
    CompletableFuture<RemoteSession> known = open.putIfAbsent(machine.name(), fresh);
    return known == null ? connect(machine, fresh) : await(known);
  }

  /** Begins to open the session with a machine; what fails is tried again by {@link #with}. */
  void prepare(FleetMachine machine) {
    CompletableFuture<RemoteSession> fresh = new CompletableFuture<>();
    if (open.putIfAbsent(machine.name(), fresh) == null) {
      Thread.ofVirtual().start(() -> open(machine, fresh));
    }
  }

  private RemoteSession connect(FleetMachine machine, CompletableFuture<RemoteSession> fresh) {
    open(machine, fresh);
    return await(fresh);
  }

  /** Whatever comes of it, whoever waits for it is told. */
  @SuppressWarnings(
      "PMD.AvoidCatchingThrowable") // what is thrown here must reach the threads that wait
  private void open(FleetMachine machine, CompletableFuture<RemoteSession> fresh) {
    try {
      RemoteSession session = remote.connect(target(machine, loginKey.get(), deadline.get()));
      fresh.complete(session);
      if (open.get(machine.name()) != fresh) {
        session.close();
      }
    } catch (Throwable failure) {
      open.remove(machine.name(), fresh);
      fresh.completeExceptionally(failure);
    }
  }

  private static RemoteSession await(CompletableFuture<RemoteSession> session) {
    try {
      return session.join();
    } catch (CompletionException failed) {
      throw switch (failed.getCause()) {
        case RuntimeException failure -> failure;
        case Error error -> throw error;
        case null, default -> failed;
      };
    }
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
    CompletableFuture<RemoteSession> session = open.remove(machine);
    if (session != null) {
      closeIfOpen(session);
    }
  }

  @Override
  public void close() {
    List.copyOf(open.keySet()).forEach(this::forget);
  }

  /** One that is still being opened is closed by who opens it. */
  private static void closeIfOpen(CompletableFuture<RemoteSession> session) {
    if (session.state() == Future.State.SUCCESS) {
      session.resultNow().close();
    }
  }
}
