package io.snapfleet.cli.output;

import java.io.PrintWriter;
import java.time.Clock;

/** One line for each thing that happens, for logs. Thread-safe. */
final class PlainProgress implements Progress {
  private final PrintWriter writer;
  private final StepTimes steps;

  PlainProgress(PrintWriter writer, Clock clock) {
    this.writer = writer;
    this.steps = new StepTimes(clock);
  }

  @Override
  public synchronized void started(String step) {
    steps.started(step);
    note("start " + step);
  }

  @Override
  public synchronized void waiting(String step, String reason) {
    if (steps.waiting(step, reason)) {
      note("wait  " + step + ": " + reason);
    }
  }

  @Override
  public synchronized void done(String step) {
    note("done  " + step + "  " + steps.ended(step));
  }

  @Override
  public synchronized void failed(String step, String error) {
    note("fail  " + step + "  " + steps.ended(step) + ": " + error);
  }

  @Override
  public synchronized void note(String line) {
    writer.println(line);
    writer.flush();
  }

  @Override
  public void close() {}
}
