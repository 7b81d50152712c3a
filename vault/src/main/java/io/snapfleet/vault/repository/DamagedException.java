package io.snapfleet.vault.repository;

/** Something the repository should hold is missing or is not what was stored. */
public final class DamagedException extends RepositoryException {
  private static final long serialVersionUID = 1L;

  public DamagedException(String message) {
    super(message);
  }

  public DamagedException(String message, Throwable cause) {
    super(message, cause);
  }
}
