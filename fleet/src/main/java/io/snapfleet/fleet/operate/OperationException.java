package io.snapfleet.fleet.operate;

import java.util.List;
import org.jspecify.annotations.Nullable;

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
  private final String fixWithoutMachine;
  private final List<String> output;

  public OperationException(Kind kind, String what, String where, String fix) {
    this(kind, what, where, fix, List.of());
  }

  /**
   * @param output the last lines that a script printed before it failed
   */
  public OperationException(Kind kind, String what, String where, String fix, List<String> output) {
    this(kind, what, where, fix, fix, output, null);
  }

  public OperationException(Kind kind, String what, String where, String fix, Throwable cause) {
    this(
        kind,
        what,
        where,
        fix,
        fixWithoutMachine(fix, cause),
        cause instanceof OperationException first ? first.output() : List.of(),
        cause);
  }

  private OperationException(
      Kind kind,
      String what,
      String where,
      String fix,
      String fixWithoutMachine,
      List<String> output,
      @Nullable Throwable cause) {
    super(what);
    if (cause != null) {
      initCause(cause);
    }
    this.kind = kind;
    this.where = where;
    this.fix = fix;
    this.fixWithoutMachine = fixWithoutMachine;
    this.output = List.copyOf(output);
  }

  /** That of the cause, as long as nobody has found a better fix than the cause has. */
  private static String fixWithoutMachine(String fix, Throwable cause) {
    return cause instanceof OperationException first && first.fix().equals(fix)
        ? first.fixWithoutMachine
        : fix;
  }

  /** The same, where something else is to be done once the machine it is about is gone. */
  OperationException orWithoutMachine(String other) {
    return new OperationException(
        kind, String.valueOf(getMessage()), where, fix, other, output, getCause());
  }

  /**
   * The same once the machine it is about is gone.
   *
   * @param more what else can be done then
   */
  OperationException withoutMachine(String more) {
    String left = fixWithoutMachine + "; " + more;
    return new OperationException(
        kind, String.valueOf(getMessage()), where, left, left, output, this);
  }

  /** Refuses what cannot be asked; nothing was touched. */
  static OperationException badRequest(String what, String where, String fix) {
    return new OperationException(Kind.BAD_REQUEST, what, where, fix);
  }

  /** What was asked is for fleets that are up. */
  static OperationException isDown(String fleet) {
    return badRequest(
        "fleet " + fleet + " is down", "fleet " + fleet, "bring it up first: 'snapfleet up'");
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
