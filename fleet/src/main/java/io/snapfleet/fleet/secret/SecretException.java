package io.snapfleet.fleet.secret;

/** The key is missing, unsafe or wrong, or something encrypted was tampered with. */
public final class SecretException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String where;
  private final String fix;

  SecretException(String message, String where, String fix) {
    super(message);
    this.where = where;
    this.fix = fix;
  }

  /** The file, variable or credential it is about. */
  public String where() {
    return where;
  }

  /** What the operator can do. */
  public String fix() {
    return fix;
  }
}
