package io.snapfleet.vault.store;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tries again what failed in passing, with growing pauses until a deadline, and then says how often
 * and for how long. A put whose answer was lost is told from another's by what is stored.
 */
public final class RetryingBackend implements Backend {

  /**
   * How long to go on.
   *
   * @param firstPause before the second try; each next one is twice as long, and a little random
   * @param longestPause no pause is longer
   * @param deadline after which a failure is final
   */
  public record Patience(Duration firstPause, Duration longestPause, Duration deadline) {
    /** Rides out an endpoint's restart. */
    public static final Patience DEFAULT =
        new Patience(Duration.ofMillis(200), Duration.ofSeconds(20), Duration.ofMinutes(3));
  }

  private static final double JITTER = 0.2;

  private final Backend backend;
  private final FailsafeExecutor<Object> retrying;

  public RetryingBackend(Backend backend, Patience patience) {
    this.backend = backend;
    this.retrying = Failsafe.with(policy(patience));
  }

  @Override
  public void save(Kind kind, String name, ByteBuffer... parts) {
    AtomicInteger tries = new AtomicInteger();
    call(
        () -> {
          boolean triedBefore = tries.getAndIncrement() > 0;
          save(triedBefore, kind, name, parts);
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
    call(
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
    call(
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

  /** A second try that finds the name taken by exactly these bytes finds the first try's work. */
  private void save(boolean triedBefore, Kind kind, String name, ByteBuffer... parts) {
    try {
      backend.save(kind, name, parts);
    } catch (StoreException refused) {
      boolean mayBeOurs = triedBefore && refused.kind() == StoreException.Kind.ALREADY_THERE;
      if (!mayBeOurs || !isStored(kind, name, parts)) {
        throw refused;
      }
    }
  }

  private boolean isStored(Kind kind, String name, ByteBuffer... parts) {
    ByteBuffer stored = backend.load(kind, name, 0, 0);
    if (stored.remaining() != BufferStream.length(parts)) {
      return false;
    }
    for (ByteBuffer part : parts) {
      ByteBuffer same = stored.slice(stored.position(), part.remaining());
      if (!same.equals(part)) {
        return false;
      }
      stored.position(stored.position() + part.remaining());
    }
    return true;
  }

  private <T> T call(CheckedSupplier<T> call) {
    Instant start = Instant.now();
    AtomicInteger tries = new AtomicInteger();
    try {
      return retrying.get(
          () -> {
            tries.incrementAndGet();
            return call.get();
          });
    } catch (StoreException failed) {
      throw finalReason(failed, tries.get(), Duration.between(start, Instant.now()));
    }
  }

  private static StoreException finalReason(StoreException last, int tries, Duration spent) {
    if (tries == 1 || !last.retryable()) {
      return last;
    }
    return new StoreException(
        last.kind(),
        "Gave up after %d tries in %d seconds: %s"
            .formatted(tries, spent.toSeconds(), last.getMessage()),
        last);
  }

  private static RetryPolicy<Object> policy(Patience patience) {
    return RetryPolicy.builder()
        .handleIf(RetryingBackend::mayPass)
        .withBackoff(patience.firstPause(), patience.longestPause())
        .withJitter(JITTER)
        .withMaxDuration(patience.deadline())
        .withMaxRetries(-1)
        .build();
  }

  private static boolean mayPass(Throwable failure) {
    return failure instanceof StoreException store
        && store.retryable()
        && !Thread.currentThread().isInterrupted();
  }
}
