package io.snapfleet.vault.api;

/** No snapshot, or more than one, is what was asked for. */
public final class SnapshotNotFoundException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SnapshotNotFoundException(String message) {
    super(message);
  }
}
