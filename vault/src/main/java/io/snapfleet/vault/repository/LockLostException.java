package io.snapfleet.vault.repository;

/** Our lock was not refreshed in time, so that others may act as if we were gone; we stop. */
public final class LockLostException extends RepositoryException {
  private static final long serialVersionUID = 1L;

  LockLostException(String location) {
    super(
        "The lock on the repository at "
            + location
            + " could not be kept alive, so the operation was stopped. What was stored stays; run it"
            + " again.");
  }
}
