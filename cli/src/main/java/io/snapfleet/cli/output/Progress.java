package io.snapfleet.cli.output;

/**
 * Shows the steps of an operation while they run. Steps run in parallel and are told apart by their
 * text; implementations are thread-safe.
 */
public sealed interface Progress extends AutoCloseable
    permits LiveProgress, PlainProgress, SilentProgress {
  void started(String step);

  /** What a running step waits for, such as {@code no answer on port 22 yet}. */
  void waiting(String step, String reason);

  void done(String step);

  void failed(String step, String error);

  /** A line that stands on its own. */
  void note(String line);

  @Override
  void close();
}
