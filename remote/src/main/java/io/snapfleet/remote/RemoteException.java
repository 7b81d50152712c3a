package io.snapfleet.remote;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A machine could not be reached, the connection broke, or what was asked of the machine was not
 * done; the message is one sentence with the reason.
 */
public final class RemoteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What a caller may act on. */
  public enum Kind {
    /** The machine shows another host key than the expected one. */
    OTHER_HOST_KEY,
    /** A command could not begin, as the connection had broken before. */
    NOT_BEGUN,
    /** The connection broke while a command ran, which may go on there. */
    CUT_OFF,
    /** The machine was reached, but what was asked of it was not done. */
    NOT_DONE,
    /** Anything else. */
    OTHER
  }

  private final Kind kind;
  private final @Nullable String output;

  public RemoteException(String message) {
    this(Kind.OTHER, message);
  }

  public RemoteException(String message, Throwable cause) {
    this(Kind.OTHER, message, cause);
  }

  public RemoteException(Kind kind, String message) {
    super(message);
    this.kind = kind;
    this.output = null;
  }

  public RemoteException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.output = null;
  }

  private RemoteException(String message, String output) {
    super(message);
    this.kind = Kind.OTHER;
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

  public Kind kind() {
    return kind;
  }

  /** What the script had printed when it was stopped; empty where no script was. */
  public Optional<String> output() {
    return Optional.ofNullable(output);
  }
}
