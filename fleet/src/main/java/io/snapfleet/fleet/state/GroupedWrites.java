package io.snapfleet.fleet.state;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Commits the writes of many threads together, as each commit waits for the disk: whoever has the
 * turn carries out all that wait, each behind a savepoint of its own. A write is durable when its
 * caller goes on, and one that fails takes no other along. Thread-safe.
 */
final class GroupedWrites {
  private static final int MOST = 100;
  private static final String SAVEPOINT = "before_write";

  private final Jdbi jdbi;
  private final String where;
  private final Duration patience;
  private final Queue<Write<?>> waiting = new ConcurrentLinkedQueue<>();
  private final Semaphore turn = new Semaphore(1, true);

  GroupedWrites(Jdbi jdbi, String where, Duration patience) {
    this.jdbi = jdbi;
    this.where = where;
    this.patience = patience;
  }

  <T> T write(Function<Handle, T> work) {
    Write<T> mine = new Write<>(work);
    waiting.add(mine);
    await(mine);
    try {
      while (!mine.isOver()) {
        commit(next());
      }
    } finally {
      turn.release();
    }
    return mine.answer();
  }

  /** A write that somebody has begun is not given up. */
  private void await(Write<?> mine) {
    try {
      if (turn.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      if (mine.claim()) {
        waiting.remove(mine);
        throw StateFailures.busy(where, patience);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      if (mine.claim()) {
        waiting.remove(mine);
        throw StateFailures.interrupted(where, interrupted);
      }
    }
    turn.acquireUninterruptibly();
  }

  private List<Write<?>> next() {
    List<Write<?>> group = new ArrayList<>();
    for (Write<?> write = waiting.poll(); write != null; write = waiting.poll()) {
      if (write.claim()) {
        group.add(write);
      }
      if (group.size() == MOST) {
        break;
      }
    }
    return group;
  }

  @SuppressWarnings(
      "PMD.AvoidCatchingThrowable") // what is thrown here must reach the threads that wait
  private void commit(List<Write<?>> group) {
    try {
      jdbi.useTransaction(handle -> carryOut(group, handle));
      group.forEach(Write::end);
    } catch (Throwable failure) {
      group.forEach(write -> write.fail(failure));
    }
  }

  /** One that is alone needs no savepoint: it fails with its transaction. */
  private static void carryOut(List<Write<?>> group, Handle handle) {
    if (group.size() == 1) {
      group.getFirst().apply(handle);
    } else {
      group.forEach(write -> write.carryOut(handle));
    }
  }

  /** What one caller waits for. Changed only by who has the turn, but for being claimed. */
  private static final class Write<T> {
    private final Function<Handle, T> work;
    private final AtomicBoolean claimed = new AtomicBoolean();
    private @Nullable T answer;
    private @Nullable Throwable failure;
    private boolean over;

    Write(Function<Handle, T> work) {
      this.work = work;
    }

    /** Whether it is for the caller to carry it out, or to give it up. */
    boolean claim() {
      return claimed.compareAndSet(false, true);
    }

    void apply(Handle handle) {
      answer = work.apply(handle);
    }

    @SuppressWarnings("PMD.AvoidCatchingThrowable")
    void carryOut(Handle handle) {
      handle.savepoint(SAVEPOINT);
      try {
        apply(handle);
        handle.releaseSavepoint(SAVEPOINT);
      } catch (Throwable thrown) {
        failure = thrown;
        handle.rollbackToSavepoint(SAVEPOINT);
      }
    }

    void end() {
      over = true;
    }

    /** Nothing of its group is stored; what failed by itself keeps its own reason. */
    void fail(Throwable ofAll) {
      failure = failure == null ? ofAll : failure;
      over = true;
    }

    boolean isOver() {
      return over;
    }

    T answer() {
      return switch (failure) {
        case null -> Objects.requireNonNull(answer, "a write answers something");
        case RuntimeException thrown -> throw thrown;
        case Error error -> throw error;
        default -> throw new IllegalStateException(failure);
      };
    }
  }
}
