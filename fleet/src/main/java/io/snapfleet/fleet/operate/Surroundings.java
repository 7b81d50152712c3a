package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.backup.Datastores;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.secret.SecretMaker;
import io.snapfleet.fleet.state.Store;
import io.snapfleet.remote.Remote;
import io.snapfleet.remote.SshKeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What the engine is given of the outside world.
 *
 * @param owner who acts, for leases, such as {@code root@host pid 4711}
 * @param ids makes ids of 12 characters from {@code [a-z0-9]}, never the same twice
 * @param datastores where backups go
 * @param freePort finds a TCP port of this computer that nobody listens on
 * @param limit by when all that is asked of the engine must have ended
 */
public record Surroundings(
    Store store,
    Providers providers,
    Recipes recipes,
    Remote remote,
    Datastores datastores,
    String owner,
    Supplier<String> ids,
    Supplier<Integer> freePort,
    SecretMaker secretMaker,
    Supplier<SshKeyPair> sshKeys,
    Clock clock,
    Pause pause,
    ScriptLogs logs,
    TimeLimit limit) {
  /** Without a limit for the whole. */
  public Surroundings(
      Store store,
      Providers providers,
      Recipes recipes,
      Remote remote,
      Datastores datastores,
      String owner,
      Supplier<String> ids,
      Supplier<Integer> freePort,
      SecretMaker secretMaker,
      Supplier<SshKeyPair> sshKeys,
      Clock clock,
      Pause pause,
      ScriptLogs logs) {
    this(
        store,
        providers,
        recipes,
        remote,
        datastores,
        owner,
        ids,
        freePort,
        secretMaker,
        sshKeys,
        clock,
        pause,
        logs,
        TimeLimit.none());
  }

  /** With these recipes in place of its own. */
  Surroundings knowing(UnaryOperator<Recipes> change) {
    return with(change.apply(recipes), limit);
  }

  Surroundings within(Duration time) {
    return limited(TimeLimit.in(time, clock));
  }

  Surroundings withoutLimit() {
    return limited(TimeLimit.none());
  }

  private Surroundings limited(TimeLimit by) {
    return with(recipes, by);
  }

  private Surroundings with(Recipes known, TimeLimit by) {
    return new Surroundings(
        store,
        providers,
        known,
        remote,
        datastores,
        owner,
        ids,
        freePort,
        secretMaker,
        sshKeys,
        clock,
        pause,
        logs,
        by);
  }

  /** One that begins now. */
  Operation operation(String fleet, Operation.Kind kind, String detail) {
    return Operation.begun(ids.get(), fleet, kind, detail, clock.instant());
  }

  Waiter waiter() {
    return new Waiter(clock, pause, limit);
  }

  ProviderRetry retry() {
    return new ProviderRetry(waiter());
  }
}
