package io.snapfleet.cli.output;

/** Things and how many there are, as a person reads them. */
public final class Counted {
  private Counted() {}

  /**
   * Such as {@code 1 backup} or {@code 2 backups}.
   *
   * @param one the name of one; that of several has an {@code s} at its end
   */
  public static String text(long count, String one) {
    return count + " " + one + (count == 1 ? "" : "s");
  }
}
