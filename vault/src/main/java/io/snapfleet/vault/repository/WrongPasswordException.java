package io.snapfleet.vault.repository;

/** No key of the repository opens with the password. */
public final class WrongPasswordException extends RepositoryException {
  private static final long serialVersionUID = 1L;

  public WrongPasswordException(String location, int keys) {
    super(
        "Wrong password for the repository at "
            + location
            + ": it opens none of its "
            + keys
            + (keys == 1 ? " key." : " keys."));
  }
}
