package io.snapfleet.bench.measure;

import java.util.Locale;

/** Tells on standard error what is being done, with the time since the beginning. */
public final class Progress {
  private final Stopwatch time = new Stopwatch();

  public void say(String what) {
    System.err.printf(Locale.ROOT, "%4.0f s  %s%n", time.seconds(), what);
  }
}
