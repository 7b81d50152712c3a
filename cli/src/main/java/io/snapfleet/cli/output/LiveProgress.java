package io.snapfleet.cli.output;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Finished steps scroll up; below them the running ones are written again and again with the
 * seconds they have taken. Thread-safe.
 */
final class LiveProgress implements Progress {
  private static final Duration PERIOD = Duration.ofMillis(200);
  private static final int MOST_LINES = 12;

  // Lines are cut at the screen's edge, not wrapped, so that one line is one line to go up again.
  private static final String NO_WRAP = "\033[?7l";
  private static final String WRAP = "\033[?7h";
  private static final String ERASE_BELOW = "\033[J";

  private final PrintWriter writer;
  private final StepTimes steps;
  private final ScheduledExecutorService clockwork;
  private int linesShown;
  private boolean closed;

  private LiveProgress(PrintWriter writer, Clock clock, ScheduledExecutorService clockwork) {
    this.writer = writer;
    this.steps = new StepTimes(clock);
    this.clockwork = clockwork;
  }

  static LiveProgress start(PrintWriter writer, Clock clock) {
    ScheduledExecutorService clockwork =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("progress").factory());
    LiveProgress progress = new LiveProgress(writer, clock, clockwork);
    long period = PERIOD.toMillis();
    var _ = clockwork.scheduleAtFixedRate(progress::redraw, period, period, TimeUnit.MILLISECONDS);
    return progress;
  }

  @Override
  public synchronized void started(String step) {
    steps.started(step);
    redraw();
  }

  @Override
  public synchronized void waiting(String step, String reason) {
    steps.waiting(step, reason);
  }

  @Override
  public synchronized void done(String step) {
    note("  ok  " + step + "  " + steps.ended(step));
  }

  @Override
  public synchronized void failed(String step, String error) {
    note("FAIL  " + step + "  " + steps.ended(step) + ": " + error);
  }

  @Override
  public synchronized void note(String line) {
    draw(line + "\n");
  }

  /** Writes the running steps once more. */
  synchronized void redraw() {
    if (!closed) {
      draw("");
    }
  }

  @Override
  public void close() {
    clockwork.shutdownNow();
    synchronized (this) {
      writer.print(upAndErase());
      writer.flush();
      closed = true;
    }
  }

  /** One write per frame: a screen that is read in the middle of one is never half drawn. */
  private void draw(String above) {
    StringBuilder frame = new StringBuilder(upAndErase()).append(above).append(NO_WRAP);
    List<String> lines = steps.lines();
    int shown = Math.min(lines.size(), MOST_LINES);
    lines.subList(0, shown).forEach(line -> frame.append(line).append('\n'));
    linesShown = shown;
    if (lines.size() > shown) {
      frame.append("      and ").append(lines.size() - shown).append(" more\n");
      linesShown++;
    }
    writer.print(frame.append(WRAP));
    writer.flush();
  }

  private String upAndErase() {
    return linesShown == 0 ? "" : "\033[" + linesShown + "A\r" + ERASE_BELOW;
  }
}
