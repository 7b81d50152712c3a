package io.snapfleet.vault.repository;

/** The repository is of a version that cannot do what was asked. */
public final class UnsupportedRepositoryException extends RepositoryException {
  private static final long serialVersionUID = 1L;

  public UnsupportedRepositoryException(String message) {
    super(message);
  }
}
