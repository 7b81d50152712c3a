package io.snapfleet.bench.launch;

/** How visitors fared while something was done to the fleet. */
record Requests(int made, int failed, double slowestSeconds) {
  static final Requests NONE = new Requests(0, 0, 0);

  Requests plus(Requests other) {
    return new Requests(
        made + other.made, failed + other.failed, Math.max(slowestSeconds, other.slowestSeconds));
  }
}
