package io.snapfleet.fleet.state;

/** A fleet was saved on top of another version than the stored one; nothing was changed. */
public final class StaleVersionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StaleVersionException(String fleet, long version) {
    super(
        "fleet " + fleet + " was changed by somebody else since version " + version + " was read");
  }
}
