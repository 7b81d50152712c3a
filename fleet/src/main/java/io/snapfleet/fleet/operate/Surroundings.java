package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.remote.Remote;
import io.snapfleet.fleet.remote.SshKeyPair;
import io.snapfleet.fleet.secret.SecretMaker;
import io.snapfleet.fleet.state.Store;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * What the engine is given of the outside world.
 *
 * @param owner who acts, for leases, such as {@code root@host pid 4711}
 * @param ids makes ids of 12 characters from {@code [a-z0-9]}, never the same twice
 * @param freePort finds a TCP port of this computer that nobody listens on
 */
public record Surroundings(
    Store store,
    Providers providers,
    Recipes recipes,
    Remote remote,
    String owner,
    Supplier<String> ids,
    Supplier<Integer> freePort,
    SecretMaker secretMaker,
    Supplier<SshKeyPair> sshKeys,
    Clock clock,
    Pause pause) {
  Waiter waiter() {
    return new Waiter(clock, pause);
  }

  ProviderRetry retry() {
    return new ProviderRetry(waiter());
  }
}
