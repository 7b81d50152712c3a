package io.snapfleet.vault.store;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/**
 * A backend on which things go wrong as planned: calls are counted from 1, and at the planned call
 * the writer is killed, the reply is lost, or the call fails. Kills count only the calls that
 * change something, as being killed between two of them leaves the same files wherever it happens.
 * A killed writer makes no further call succeed, while the files stay for the next one.
 * Thread-safe.
 */
public final class FaultyBackend implements Backend {

  /** What goes wrong at a call. */
  public sealed interface Fault {
    /** The writer dies before the call has its effect. */
    record KillBefore() implements Fault {}

    /** The writer dies when the call has had its effect and nobody heard of it. */
    record KillAfter() implements Fault {}

    /** The call has its effect, and the caller is told that nobody answered. */
    record LostReply() implements Fault {}

    /** The call has no effect and fails so, {@code times} times. */
    record Fail(StoreException.Kind kind, int times) implements Fault {}

    /** Every call takes this long. */
    record Slow(Duration latency) implements Fault {}

    /** Nothing goes wrong; calls are counted. */
    record None() implements Fault {}
  }

  /** The process is gone; not an exception that product code catches. */
  public static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed(int call) {
      super("killed at change " + call);
    }
  }

  private final Backend backend;
  private final Fault fault;
  private final int at;
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger changes = new AtomicInteger();
  private final AtomicInteger underWay = new AtomicInteger();
  private volatile boolean killed;

  public FaultyBackend(Backend backend, Fault fault, int at) {
    this.backend = backend;
    this.fault = fault;
    this.at = at;
  }

  public static FaultyBackend counting(Backend backend) {
    return new FaultyBackend(backend, new Fault.None(), 0);
  }

  /** How many calls were made so far. */
  public int calls() {
    return calls.get();
  }

  /** How many of them could change something. */
  public int changes() {
    return changes.get();
  }

  public boolean isKilled() {
    return killed;
  }

  /**
   * Waits until no thread of the killed writer is in a call any more, as of a process that died.
   */
  public void awaitDeath() {
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> underWay.get() == 0);
  }

  @Override
  public void save(Kind kind, String name, ByteBuffer... parts) {
    change(
        () -> {
          backend.save(kind, name, parts);
          return name;
        });
  }

  @Override
  public ByteBuffer load(Kind kind, String name, long offset, int length) {
    return call(() -> backend.load(kind, name, offset, length));
  }

  @Override
  public List<Entry> list(Kind kind) {
    return call(() -> backend.list(kind));
  }

  @Override
  public long size(Kind kind, String name) {
    return call(() -> backend.size(kind, name));
  }

  @Override
  public void delete(Kind kind, String name) {
    change(
        () -> {
          backend.delete(kind, name);
          return name;
        });
  }

  @Override
  public List<Leftover> leftovers(Instant before) {
    return call(() -> backend.leftovers(before));
  }

  @Override
  public void deleteLeftover(Leftover leftover) {
    change(
        () -> {
          backend.deleteLeftover(leftover);
          return leftover;
        });
  }

  @Override
  public String location() {
    return backend.location();
  }

  @Override
  public void close() {
    backend.close();
  }

  private <T> T change(Supplier<T> call) {
    int number = changes.incrementAndGet();
    return call(
        () ->
            switch (fault) {
              case Fault.KillBefore() -> number < at ? call.get() : die(number);
              case Fault.KillAfter() -> number < at ? call.get() : dieAfter(number, call);
              default -> call.get();
            });
  }

  private <T> T call(Supplier<T> call) {
    underWay.incrementAndGet();
    try {
      return faulty(calls.incrementAndGet(), call);
    } finally {
      underWay.decrementAndGet();
    }
  }

  private <T> T faulty(int number, Supplier<T> call) {
    if (killed) {
      throw new Killed(number);
    }
    return switch (fault) {
      case Fault.None(), Fault.KillBefore(), Fault.KillAfter() -> call.get();
      case Fault.Slow(Duration latency) -> slowly(latency, call);
      case Fault.LostReply() -> number == at ? lose(call) : call.get();
      case Fault.Fail(StoreException.Kind kind, int times) -> {
        if (number >= at && number < at + times) {
          throw new StoreException(kind, "Failed as planned at call " + number + ".");
        }
        yield call.get();
      }
    };
  }

  private <T> T die(int number) {
    killed = true;
    throw new Killed(number);
  }

  private <T> T dieAfter(int number, Supplier<T> call) {
    if (number == at) {
      call.get();
    }
    return die(number);
  }

  private static <T> T lose(Supplier<T> call) {
    call.get();
    throw new StoreException(StoreException.Kind.UNREACHABLE, "The reply was lost as planned.");
  }

  private static <T> T slowly(Duration latency, Supplier<T> call) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(latency.toMillis()));
    return call.get();
  }
}
