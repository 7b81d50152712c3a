package io.snapfleet.fleet.state;

import org.jspecify.annotations.Nullable;

/** The state database cannot be opened, read or written; the message is one sentence. */
public final class StateException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String where;
  private final String fix;

  StateException(String message, String where, String fix, @Nullable Throwable cause) {
    super(message, cause);
    this.where = where;
    this.fix = fix;
  }

  /** The database, as a path or an address. */
  public String where() {
    return where;
  }

  /** What the operator can do. */
  public String fix() {
    return fix;
  }
}
