package io.snapfleet.vault.repository;

import org.jspecify.annotations.Nullable;

/**
 * Another program took the repository for itself just as a lock of ours was made, which so was not
 * to be had. Nothing has been stored under it.
 */
public final class ContestedLockException extends RepositoryException {
  private static final long serialVersionUID = 1L;

  ContestedLockException(String location, @Nullable AlreadyLockedException cause) {
    super(
        "Another program took the repository at %s for itself just as this one began. Run it again."
            .formatted(location),
        cause);
  }
}
