package io.snapfleet.provider.fake;

/**
 * Stands for {@code kill -9} of the controller. Once thrown, every further call on the same
 * provider object throws it too, because a dead process makes no calls; a new {@link FakeProvider}
 * on the same directory is the restarted process. It is an {@code Error} so that no handler of
 * exceptions takes it for a failure it could clean up after.
 */
public final class Killed extends Error {
  private static final long serialVersionUID = 1L;

  public Killed(String moment) {
    super("the controller was killed " + moment);
  }
}
