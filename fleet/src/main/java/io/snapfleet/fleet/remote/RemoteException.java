package io.snapfleet.fleet.remote;

/**
 * A machine could not be reached, or the connection broke; the message is one sentence with the
 * reason.
 */
public final class RemoteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RemoteException(String message) {
    super(message);
  }

  public RemoteException(String message, Throwable cause) {
    super(message, cause);
  }
}
