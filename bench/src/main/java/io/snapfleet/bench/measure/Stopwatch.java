package io.snapfleet.bench.measure;

import java.time.Duration;

/** Measures from its making, and says when too much time has passed. Thread-safe. */
public final class Stopwatch {
  private final long start = System.nanoTime();

  public double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  /** Throws once the limit has passed, naming what took so long. */
  public void require(Duration limit, String what) {
    if (seconds() > limit.toSeconds()) {
      throw new BenchException("%s took more than %d s".formatted(what, limit.toSeconds()));
    }
  }
}
