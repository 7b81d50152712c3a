package io.snapfleet.provider.api;

import java.time.Duration;

/**
 * A provider's refusal or failure. The kinds say what a caller may do next; the message is one
 * sentence for the operator, without secrets, and {@link #fix} says what to do about it.
 */
public abstract sealed class ProviderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String fix;

  private ProviderException(String message, String fix) {
    super(message);
    this.fix = fix;
  }

  private ProviderException(String message, String fix, Throwable cause) {
    super(message, cause);
    this.fix = fix;
  }

  /** What the operator can do, as a command or an instruction. */
  public String fix() {
    return fix;
  }

  /** A thing that the call needs (not the one it deletes) does not exist. */
  public static final class NotFound extends ProviderException {
    private static final long serialVersionUID = 1L;

    public NotFound(String message, String fix) {
      super(message, fix);
    }
  }

  /** The present state does not allow it: a name or a port that is taken, a volume in use. */
  public static final class Conflict extends ProviderException {
    private static final long serialVersionUID = 1L;

    public Conflict(String message, String fix) {
      super(message, fix);
    }
  }

  /** The account, or this computer's configured limit, does not allow more. */
  public static final class QuotaExceeded extends ProviderException {
    private static final long serialVersionUID = 1L;

    public QuotaExceeded(String message, String fix) {
      super(message, fix);
    }
  }

  /** The provider has none left now: no disk space, no machine of this size in the region. */
  public static final class InsufficientCapacity extends ProviderException {
    private static final long serialVersionUID = 1L;

    public InsufficientCapacity(String message, String fix) {
      super(message, fix);
    }
  }

  /** Who we are is unknown or not enough: a wrong token, a missing right, not root. */
  public static final class Unauthorized extends ProviderException {
    private static final long serialVersionUID = 1L;

    public Unauthorized(String message, String fix) {
      super(message, fix);
    }
  }

  /** Too many calls; nothing was done. */
  public static final class RateLimited extends ProviderException {
    private static final long serialVersionUID = 1L;
    private final Duration retryAfter;

    public RateLimited(String message, String fix, Duration retryAfter) {
      super(message, fix);
      this.retryAfter = retryAfter;
    }

    /** How long to wait before the next call. */
    public Duration retryAfter() {
      return retryAfter;
    }
  }

  /**
   * May pass by itself, and it is not known whether the call had its effect. Look, then try again.
   */
  public static final class Retryable extends ProviderException {
    private static final long serialVersionUID = 1L;

    public Retryable(String message, String fix, Throwable cause) {
      super(message, fix, cause);
    }
  }

  /** Will fail again however often it is tried. */
  public static final class Permanent extends ProviderException {
    private static final long serialVersionUID = 1L;

    public Permanent(String message, String fix) {
      super(message, fix);
    }

    public Permanent(String message, String fix, Throwable cause) {
      super(message, fix, cause);
    }
  }
}
