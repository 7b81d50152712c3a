package io.snapfleet.vault.repository;

/** There is no repository at the place, or no longer a whole one. */
public final class NotARepositoryException extends RepositoryException {
  private static final long serialVersionUID = 1L;

  public NotARepositoryException(String message) {
    super(message);
  }
}
