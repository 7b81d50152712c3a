package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.state.FleetLease;
import io.snapfleet.provider.api.ProviderException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes provider calls: the intent is in the journal before a call that changes something, its
 * outcome after; what may pass by itself is tried again, which is safe because every changing call
 * is idempotent by its subject. Thread-safe.
 */
final class ProviderCalls {
  private final FleetLease lease;
  private final String operation;
  private final ProviderRetry retry;

  ProviderCalls(FleetLease lease, String operation, ProviderRetry retry) {
    this.lease = lease;
    this.operation = operation;
    this.retry = retry;
  }

  /**
   * A call that changes something.
   *
   * @param call such as {@code compute.create}
   * @param subject the name or id it is about
   * @param outcome what to write down of the answer
   */
  <T> T change(
      String step, String call, String subject, Supplier<T> work, Function<T, String> outcome) {
    long sequence = lease.intend(operation, step, call, subject);
    try {
      T answer = read(work);
      lease.settle(sequence, "done " + outcome.apply(answer));
      return answer;
    } catch (ProviderException | OperationException refused) {
      lease.settle(sequence, "failed " + refused.getMessage());
      throw refused;
    }
  }

  /** A call that changes something and answers nothing. */
  void change(String step, String call, String subject, Runnable work) {
    change(
        step,
        call,
        subject,
        () -> {
          work.run();
          return subject;
        },
        Function.identity());
  }

  /** A call that only looks. */
  <T> T read(Supplier<T> work) {
    return retry.call(work);
  }
}
