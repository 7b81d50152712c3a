package io.snapfleet.fleet.operate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits for things, never without a deadline and a reason to print. Thread-safe. */
final class Waiter {
  private static final Duration FIRST = Duration.ofMillis(20);
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private final Clock clock;
  private final Pause pause;
  private final TimeLimit limit;

  Waiter(Clock clock, Pause pause, TimeLimit limit) {
    this.clock = clock;
    this.pause = pause;
    this.limit = limit;
  }

  /**
   * Asks {@code look} again and again, with growing pauses, until it answers. The last look begins
   * after the deadline: however long this process stood still, as a suspended one does, it gives up
   * only on what it saw after that.
   *
   * @param what is waited for, to complete "timed out after 60 s waiting for ..."
   * @param where is looked at, such as a machine's name
   * @param lastReason why it is not yet so, asked when the deadline has passed
   */
  <T> T until(
      Duration deadline,
      String what,
      String where,
      Supplier<String> lastReason,
      Supplier<Optional<T>> look) {
    Instant end = clock.instant().plus(limit.atMost(deadline));
    Duration next = FIRST;
    while (true) {
      Instant looked = clock.instant();
      Optional<T> answer = look.get();
      if (answer.isPresent()) {
        return answer.get();
      }
      if (!limit.passed() && !looked.isBefore(end)) {
        throw timedOut(deadline, what, where, lastReason.get());
      }
      if (!limit.passed()) {
        sleep(limit.atMost(next));
      }
      if (limit.passed()) {
        throw limit.exceeded("while waiting for " + what + because(lastReason.get()), where, null);
      }
      next = next.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : next.multipliedBy(2);
    }
  }

  /**
   * Gives something all the time that it may take, where nobody can tell whether it is done; fails
   * at once where that is too late.
   *
   * @param what is given the time, to complete "while waiting for ..."
   */
  void give(Duration time, String what, String where) {
    if (limit.atMost(time).compareTo(time) < 0) {
      throw limit.exceeded("while waiting for " + what, where, null);
    }
    sleep(time);
  }

  /** Lets time pass before something is tried again; fails at once where it would be too late. */
  void pause(Duration time, String reason) {
    if (limit.atMost(time).compareTo(time) < 0) {
      throw limit.exceeded("before the next try; " + reason, "the provider", null);
    }
    sleep(time);
  }

  private void sleep(Duration time) {
    try {
      pause.sleep(time);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new OperationException(
          OperationException.Kind.FAILED,
          "the operation was interrupted",
          "this process",
          "run it again: it goes on where it stopped",
          interrupted);
    }
  }

  private static OperationException timedOut(
      Duration deadline, String what, String where, String reason) {
    String more = "allow more time under 'deadlines' in the fleet file";
    return new OperationException(
            OperationException.Kind.TIMED_OUT,
            "timed out after %d s waiting for %s%s"
                .formatted(deadline.toSeconds(), what, because(reason)),
            where,
            "look at it with 'snapfleet ssh', or %s; the next 'snapfleet up' goes on from here"
                .formatted(more))
        .orWithoutMachine(more);
  }

  private static String because(String reason) {
    return reason.isBlank() ? "" : ": " + reason;
  }
}
