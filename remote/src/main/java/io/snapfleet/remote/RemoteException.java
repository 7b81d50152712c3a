package io.snapfleet.remote;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A machine could not be reached, or the connection broke; the message is one sentence with the
 * reason.
 */
public final class RemoteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final @Nullable String output;

  public RemoteException(String message) {
    super(message);
    this.output = null;
  }

  public RemoteException(String message, Throwable cause) {
    super(message, cause);
    this.output = null;
  }

  private RemoteException(String message, String output) {
    super(message);
    this.output = output;
  }

  /**
   * A script that was stopped at its deadline.
   *
   * @param output as in {@link ScriptResult}
   */
  public static RemoteException stopped(String message, String output) {
    return new RemoteException(message, output);
  }

  /** What the script had printed when it was stopped; empty where no script was. */
  public Optional<String> output() {
    return Optional.ofNullable(output);
  }
}
