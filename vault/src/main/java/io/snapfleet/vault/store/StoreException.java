package io.snapfleet.vault.store;

import org.jspecify.annotations.Nullable;

/**
 * A store's refusal or failure. The message is for the operator: what failed, where, and what to
 * do, without secrets.
 */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What a caller can do about it. */
  public enum Kind {
    /** The file, directory or bucket does not exist. */
    NOT_THERE,
    /** A file of this name exists and was left as it is. */
    ALREADY_THERE,
    /** No room: the disk is full or a quota is used up. */
    FULL,
    /** Who we are is unknown, or may not do this. */
    DENIED,
    /** The store did not answer or answered with a passing failure; trying again may help. */
    UNREACHABLE,
    /** The file is not what was stored. */
    CORRUPT
  }

  private final Kind kind;

  public StoreException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public StoreException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** Whether the same call may succeed later with nothing done about it. */
  public boolean retryable() {
    return kind == Kind.UNREACHABLE;
  }
}
