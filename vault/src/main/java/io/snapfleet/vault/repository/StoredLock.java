package io.snapfleet.vault.repository;

import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.LockFile;
import java.time.Duration;
import java.time.Instant;

/** A lock that is in the repository. */
public record StoredLock(Id id, LockFile file) {

  /**
   * Whether its holder is gone: nothing was heard of it for long, or it ran on this machine and its
   * process is dead.
   */
  boolean isStale(Instant now, Duration after, String ourHostname) {
    return file.time().plus(after).isBefore(now)
        || (file.hostname().equals(ourHostname)
            && file.pid() > 0
            && ProcessHandle.of(file.pid()).isEmpty());
  }
}
