package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.plan.Plan;
import io.snapfleet.fleet.plan.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries the steps of a plan out, each as soon as those it needs have succeeded, side by side on
 * virtual threads. After a failure the steps that need the failed one are left out; all others go
 * on. Once the time limit has passed no step begins, and those that run are interrupted.
 * Thread-safe.
 */
final class PlanExecutor {
  /** Steps end by themselves at the limit, with their reason, unless they hang. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private static final Duration FOR_EVER = Duration.ofDays(10_000);

  private final Clock clock;
  private final TimeLimit limit;
  private final ProgressListener listener;

  PlanExecutor(Clock clock, TimeLimit limit, ProgressListener listener) {
    this.clock = clock;
    this.limit = limit;
    this.listener = listener;
  }

  /** A step that did not succeed. */
  record Failure(Step step, RuntimeException cause) {}

  private record Ended(Step step, @Nullable Throwable failure) {}

  /** Returns when no step can run any more, with the failures in the order they came. */
  List<Failure> run(Plan plan, Consumer<Step> work) {
    Waiting waiting = new Waiting(plan);
    BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    List<Failure> failures = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      int running = submit(waiting.ready(), work, threads, ended);
      while (running > 0) {
        Ended one = next(ended, threads);
        running--;
        switch (one.failure()) {
          case null -> running += submit(waiting.done(one.step()), work, threads, ended);
          case RuntimeException failure -> failures.add(new Failure(one.step(), failure));
          case Error error -> throw error;
          case Throwable other -> throw new IllegalStateException(other);
        }
      }
    }
    return failures;
  }

  private int submit(
      List<Step> steps, Consumer<Step> work, ExecutorService threads, BlockingQueue<Ended> ended) {
    for (Step step : steps) {
      if (limit.passed()) {
        ended.add(new Ended(step, limit.exceeded("before this step began", step.describe(), null)));
      } else {
        threads.execute(() -> ended.add(carryOut(step, work)));
      }
    }
    return steps.size();
  }

  @SuppressWarnings(
      "PMD.AvoidCatchingThrowable") // what a step throws must reach the waiting thread
  private Ended carryOut(Step step, Consumer<Step> work) {
    Instant start = clock.instant();
    listener.started(step);
    try {
      work.accept(step);
      listener.finished(step, Duration.between(start, clock.instant()));
      return new Ended(step, null);
    } catch (Throwable failure) {
      listener.failed(
          step, Duration.between(start, clock.instant()), String.valueOf(failure.getMessage()));
      return new Ended(step, failure);
    }
  }

  private Ended next(BlockingQueue<Ended> ended, ExecutorService threads) {
    try {
      Duration left = limit.atMost(FOR_EVER).plus(GRACE);
      Ended one = ended.poll(left.toSeconds(), TimeUnit.SECONDS);
      if (one == null) {
        threads.shutdownNow();
        return ended.take();
      }
      return one;
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

  /** The steps that have not run, with the number of steps each still waits for. */
  private static final class Waiting {
    private final Map<Step, Integer> missing = new LinkedHashMap<>();
    private final Map<String, List<Step>> dependents = new HashMap<>();

    Waiting(Plan plan) {
      for (Step step : plan.steps()) {
        missing.put(step, step.after().size());
        step.after()
            .forEach(id -> dependents.computeIfAbsent(id, key -> new ArrayList<>()).add(step));
      }
    }

    List<Step> ready() {
      return missing.entrySet().stream()
          .filter(entry -> entry.getValue() == 0)
          .map(Map.Entry::getKey)
          .toList();
    }

    List<Step> done(Step step) {
      List<Step> freed = new ArrayList<>();
      for (Step dependent : dependents.getOrDefault(step.id(), List.of())) {
        if (missing.merge(dependent, -1, Integer::sum) == 0) {
          freed.add(dependent);
        }
      }
      return freed;
    }
  }
}
