package io.snapfleet.vault.repository;

import java.time.Duration;

/**
 * Runs operations that read a repository first and change something later, there or elsewhere,
 * before it is certain that their lock can be had: the time in which others' locks are looked for
 * once more is not waited for.
 */
public final class EarlyStart {
  private EarlyStart() {}

  /**
   * What may be run twice.
   *
   * @param <E> what it throws
   */
  @FunctionalInterface
  public interface Operation<T, E extends Exception> {
    /** Calls {@link Repository#ensureLocks} before it changes anything. */
    T run() throws E;
  }

  /**
   * Runs the operation under a shared lock. Where that cannot be had, nothing has been changed, and
   * all is done once more under a lock that is waited for.
   */
  public static <T, E extends Exception> T run(
      Repository repository, Duration wait, Operation<T, E> operation) throws E {
    try (RepositoryLock lock = repository.lockWhileReading(wait)) {
      return run(operation, lock);
    } catch (ContestedLockException e) {
      repository.reloadIndex();
    }
    try (RepositoryLock lock = repository.lockAndReadIndex(wait)) {
      return operation.run();
    }
  }

  /** What fails without the lock may fail for want of it. */
  private static <T, E extends Exception> T run(Operation<T, E> operation, RepositoryLock lock)
      throws E {
    try {
      return operation.run();
    } catch (Exception failed) {
      lock.ensureHeld();
      throw failed;
    }
  }
}
