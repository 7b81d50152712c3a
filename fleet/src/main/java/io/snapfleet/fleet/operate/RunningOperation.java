package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.Deadlines;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.plan.Desired;
import io.snapfleet.fleet.state.FleetLease;
import io.snapfleet.fleet.state.LeaseLostException;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.remote.RemoteException;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * An operation that is written down as begun, and will be written down as ended. What an earlier
 * operation of the fleet left running is superseded by one that plans from what there is; another,
 * such as a backup, leaves it to be resumed.
 */
final class RunningOperation {
  private final Surroundings surroundings;
  private final FleetLease lease;
  private final Provider provider;
  private final Operation operation;
  private final ProgressListener listener;
  private boolean concluded;

  private RunningOperation(
      Surroundings surroundings,
      FleetLease lease,
      Provider provider,
      Operation operation,
      ProgressListener listener) {
    this.surroundings = surroundings;
    this.lease = lease;
    this.provider = provider;
    this.operation = operation;
    this.listener = listener;
  }

  static RunningOperation begin(
      Surroundings surroundings,
      FleetLease lease,
      Provider provider,
      Operation operation,
      ProgressListener listener) {
    List<Operation> earlier = surroundings.store().runningOperations(operation.fleet());
    lease.begin(operation);
    Instant now = surroundings.clock().instant();
    earlier.forEach(one -> lease.end(overtaken(one, operation, now)));
    return new RunningOperation(surroundings, lease, provider, operation, listener);
  }

  private static Operation overtaken(Operation earlier, Operation by, Instant now) {
    String cutOff = "its process ended before it did";
    return earlier.kind().isOfTheFleet() && !by.kind().isOfTheFleet()
        ? earlier.ended(Operation.Status.FAILED, now, cutOff)
        : earlier.ended(Operation.Status.SUPERSEDED, now, cutOff + "; taken up by " + by.id());
  }

  /** The same operation in surroundings that differ in their time limit. */
  RunningOperation on(Surroundings others) {
    return new RunningOperation(others, lease, provider, operation, listener);
  }

  String id() {
    return operation.id();
  }

  FleetLease lease() {
    return lease;
  }

  Provider provider() {
    return provider;
  }

  ProgressListener listener() {
    return listener;
  }

  ProviderCalls calls() {
    return new ProviderCalls(lease, operation.id(), surroundings.retry());
  }

  FleetSecrets secrets() {
    return new FleetSecrets(
        surroundings.store(), surroundings.secretMaker(), surroundings.sshKeys());
  }

  /** What steps work with; to be closed after the last one. */
  FleetContext context(Desired desired, int publishedPort) {
    Deadlines deadlines = desired.spec().deadlines();
    FleetSecrets secrets = secrets();
    ProviderCalls calls = calls();
    Waiter waiter = surroundings.waiter();
    Tags tags = Tags.ofFleet(operation.fleet());
    return new FleetContext(
        operation.id(),
        desired.spec(),
        desired.recipe(),
        desired.source(),
        publishedPort,
        provider,
        calls,
        lease,
        surroundings.store(),
        new Roster(surroundings.store(), lease, operation.id()),
        secrets,
        new Sessions(
            surroundings.remote(),
            () -> secrets.loginKey(operation.fleet()),
            () -> surroundings.limit().atMost(deadlines.boot())),
        new BackupAccess(surroundings),
        waiter,
        surroundings.limit(),
        surroundings.logs(),
        new FleetNetwork(provider, calls, waiter, tags),
        new FleetBalancer(provider, surroundings.retry(), tags),
        surroundings.clock(),
        listener);
  }

  /** Removes what was left of snapshot sets, does the work and writes down how it ended. */
  <T> T finish(Supplier<T> work) {
    try {
      removeLeftovers();
      T answer = work.get();
      if (!concluded) {
        lease.end(done());
      }
      return answer;
    } catch (LeaseLostException lost) {
      throw lost;
    } catch (RemoteException failure) {
      throw ended(surroundings.limit().judge(failure, "fleet " + operation.fleet()));
    } catch (RuntimeException failure) {
      throw ended(failure);
    }
  }

  /** An image that the provider does not let go keeps nobody from scaling, or from going back. */
  private void removeLeftovers() {
    try {
      new SnapshotLeftovers(surroundings, lease, provider, calls()).remove();
    } catch (ProviderException refused) {
      listener.note(
          "what is left of a snapshot set stays for the next operation: " + refused.getMessage());
    }
  }

  /**
   * Writes down at one moment what the fleet is now and that the operation is done, so that whoever
   * looks back finds what the fleet has been.
   */
  FleetRecord conclude(FleetRecord fleet) {
    FleetRecord saved = lease.saveFleet(fleet, done());
    concluded = true;
    return saved;
  }

  private Operation done() {
    return operation.ended(Operation.Status.DONE, surroundings.clock().instant(), null);
  }

  private RuntimeException ended(RuntimeException failure) {
    lease.end(
        operation.ended(
            Operation.Status.FAILED,
            surroundings.clock().instant(),
            String.valueOf(failure.getMessage())));
    return failure;
  }
}
