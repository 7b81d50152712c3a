package io.snapfleet.fleet.state;

/** The lease ran out and somebody else took it; nothing more may be done under it. */
public final class LeaseLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LeaseLostException(String fleet, long fence) {
    super("lease " + fence + " of fleet " + fleet + " was taken over by another process");
  }
}
