package io.snapfleet.vault.repository;

import io.snapfleet.vault.format.LockFile;

/** Another process holds a lock that excludes ours. */
public final class AlreadyLockedException extends RepositoryException {
  private static final long serialVersionUID = 1L;

  private final transient LockFile other;

  AlreadyLockedException(LockFile other, String location) {
    super(
        "The repository at %s is %slocked by process %d on %s since %s. Wait until it has finished; if it is gone for good, the lock is dropped 30 minutes after its last sign of life."
            .formatted(
                location,
                other.exclusive() ? "exclusively " : "",
                other.pid(),
                other.hostname(),
                other.time()));
    this.other = other;
  }

  public LockFile other() {
    return other;
  }
}
