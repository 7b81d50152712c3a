package io.snapfleet.cli.output;

import io.snapfleet.fleet.operate.ProgressListener;
import io.snapfleet.fleet.plan.Step;
import java.time.Duration;

/** Shows the steps of the engine's operations. Thread-safe. */
public final class OperationProgress implements ProgressListener {
  private final Progress progress;

  public OperationProgress(Progress progress) {
    this.progress = progress;
  }

  @Override
  public void started(Step step) {
    progress.started(step.describe());
  }

  @Override
  public void waiting(Step step, String reason) {
    progress.waiting(step.describe(), reason);
  }

  @Override
  public void finished(Step step, Duration took) {
    progress.done(step.describe());
  }

  @Override
  public void failed(Step step, Duration took, String reason) {
    progress.failed(step.describe(), reason);
  }

  @Override
  public void note(String text) {
    progress.note(text);
  }
}
