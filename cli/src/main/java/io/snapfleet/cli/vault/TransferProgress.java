package io.snapfleet.cli.vault;

import io.snapfleet.cli.output.Bytes;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Shows how far a step with a known or growing number of bytes is, and how long it will still take.
 * Thread-safe.
 */
final class TransferProgress implements AutoCloseable {
  private static final Duration OFTEN = Duration.ofMillis(200);
  private static final Duration RARELY = Duration.ofSeconds(10);

  private final Progress progress;
  private final String step;
  private final Clock clock;
  private final Duration period;
  private final Instant start;
  private Instant next;
  private long done;
  private long total;

  private TransferProgress(Progress progress, String step, Clock clock, Duration period) {
    this.progress = progress;
    this.step = step;
    this.clock = clock;
    this.period = period;
    this.start = clock.instant();
    this.next = start.plus(period);
    progress.started(step);
  }

  static TransferProgress start(Output output, String step, Clock clock) {
    return new TransferProgress(output.progress(), step, clock, output.isLive() ? OFTEN : RARELY);
  }

  synchronized void planned(long bytes) {
    total += bytes;
  }

  synchronized void advanced(long bytes) {
    at(done + bytes, total, true);
  }

  /** As a vault tells it. */
  void at(io.snapfleet.vault.tree.Progress now) {
    at(now.bytes(), now.totalBytes(), now.totalIsFinal());
  }

  /**
   * @param totalIsFinal whether it is known how much there is; else no time is told
   */
  private synchronized void at(long bytesDone, long bytesTotal, boolean totalIsFinal) {
    done = bytesDone;
    total = bytesTotal;
    Instant now = clock.instant();
    if (!now.isBefore(next)) {
      next = now.plus(period);
      progress.waiting(step, text(Duration.between(start, now), totalIsFinal));
    }
  }

  private String text(Duration elapsed, boolean totalIsFinal) {
    if (!totalIsFinal || done <= 0 || total < done) {
      return Bytes.text(done);
    }
    long seconds = (long) (elapsed.toMillis() / 1000.0 / done * (total - done));
    return "%d %%, %s of %s, %d:%02d left"
        .formatted(
            100 * done / total, Bytes.text(done), Bytes.text(total), seconds / 60, seconds % 60);
  }

  /** The step has done its work. */
  void done() {
    progress.done(step);
  }

  @Override
  public void close() {
    progress.close();
  }
}
