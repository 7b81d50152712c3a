package io.snapfleet.vault.repository;

import org.jspecify.annotations.Nullable;

/** A repository cannot be used as it was asked; the message is for the operator. */
public abstract sealed class RepositoryException extends RuntimeException
    permits AlreadyLockedException,
        ContestedLockException,
        DamagedException,
        LockLostException,
        NotARepositoryException,
        UnsupportedRepositoryException,
        WrongPasswordException {
  private static final long serialVersionUID = 1L;

  RepositoryException(String message) {
    super(message);
  }

  RepositoryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
