package io.snapfleet.remote;

/** Opens sessions on machines. Thread-safe. */
public interface Remote extends AutoCloseable {
  /** Says that sessions will be wanted soon, so that what takes long can begin. Returns at once. */
  default void prepare() {}

  /**
   * Connects, trying again with backoff until the target's deadline, and logs in.
   *
   * @throws RemoteException with a named reason: nothing listens, wrong host key (never retried),
   *     login refused
   */
  RemoteSession connect(RemoteTarget target);

  @Override
  void close();
}
