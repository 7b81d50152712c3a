package io.snapfleet.fleet.operate;

import java.util.List;

/**
 * An operation that cannot be done or did not end well, with what the operator needs: what, where,
 * and the fix.
 */
public final class OperationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Whose turn it is. */
  public enum Kind {
    /** What was asked is not possible; nothing was touched. */
    BAD_REQUEST,
    /** The provider said no. */
    PROVIDER_REFUSED,
    /** A deadline passed. */
    TIMED_OUT,
    /** The time limit of the whole passed; what was begun can be gone on with. */
    TIME_LIMIT,
    /** The operator said no; nothing was touched. */
    DECLINED,
    /** Anything else. */
    FAILED
  }

  private final Kind kind;
  private final String where;
  private final String fix;
  private final List<String> output;

  public OperationException(Kind kind, String what, String where, String fix) {
    this(kind, what, where, fix, List.of());
  }

  /**
   * @param output the last lines that a script printed before it failed
   */
  public OperationException(Kind kind, String what, String where, String fix, List<String> output) {
    super(what);
    this.kind = kind;
    this.where = where;
    this.fix = fix;
    this.output = List.copyOf(output);
  }

  public OperationException(Kind kind, String what, String where, String fix, Throwable cause) {
    super(what, cause);
    this.kind = kind;
    this.where = where;
    this.fix = fix;
    this.output = cause instanceof OperationException first ? first.output() : List.of();
  }

  /** Refuses what cannot be asked; nothing was touched. */
  static OperationException badRequest(String what, String where, String fix) {
    return new OperationException(Kind.BAD_REQUEST, what, where, fix);
  }

  /** The operator said no to a plan for this fleet. */
  static OperationException declined(String fleet) {
    return new OperationException(
        Kind.DECLINED,
        "the plan was not approved; nothing was changed",
        "fleet " + fleet,
        "answer yes, or give --yes");
  }

  public Kind kind() {
    return kind;
  }

  public String where() {
    return where;
  }

  public String fix() {
    return fix;
  }

  /** The last lines that a script printed before it failed; empty for any other failure. */
  public List<String> output() {
    return output;
  }
}
