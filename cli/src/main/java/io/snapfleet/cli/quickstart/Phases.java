package io.snapfleet.cli.quickstart;

import io.snapfleet.fleet.operate.ProgressListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Runs one phase after the other and keeps their times. Not thread-safe. */
final class Phases {
  private final Clock clock;
  private final ProgressListener listener;
  private final List<Phase> done = new ArrayList<>();

  Phases(Clock clock, ProgressListener listener) {
    this.clock = clock;
    this.listener = listener;
  }

  /** What took how long. */
  record Phase(String name, double seconds) {}

  <T> T run(String name, Supplier<T> work) {
    listener.note("== " + name);
    Instant start = clock.instant();
    T answer = work.get();
    done.add(new Phase(name, Duration.between(start, clock.instant()).toMillis() / 1000.0));
    return answer;
  }

  void run(String name, Runnable work) {
    run(
        name,
        () -> {
          work.run();
          return name;
        });
  }

  double seconds(String name) {
    return done.stream()
        .filter(phase -> phase.name().equals(name))
        .mapToDouble(Phase::seconds)
        .sum();
  }

  List<Phase> done() {
    return List.copyOf(done);
  }
}
