package io.snapfleet.fleet.state;

/** Another process acts on this fleet. */
public final class LeaseHeldException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient LeaseHolder holder;

  public LeaseHeldException(String fleet, LeaseHolder holder) {
    super("fleet " + fleet + " is being changed by " + holder.owner());
    this.holder = holder;
  }

  public LeaseHolder holder() {
    return holder;
  }
}
