package io.snapfleet.fleet.state;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.BusyHandler;

/**
 * Asks every millisecond whether another process has let go of the database. SQLite's own waiting
 * pauses longer and longer, and so hardly ever meets a gap between the writes of a process that
 * writes without pause.
 */
final class EagerBusyHandler extends BusyHandler {
  private final Duration patience;

  EagerBusyHandler(Duration patience) {
    this.patience = patience;
  }

  /** Returns 0 to give up. */
  @Override
  protected int callback(int attemptsBefore) {
    LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
    return attemptsBefore < patience.toMillis() ? 1 : 0;
  }
}
