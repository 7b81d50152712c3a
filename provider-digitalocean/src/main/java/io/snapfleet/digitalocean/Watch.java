package io.snapfleet.digitalocean;

import io.snapfleet.provider.api.ProviderException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One of the vendor's lists that many wait on: however many callers wait for something to show in
 * it, the list is asked for once in an interval, by one of them for all. Thread-safe.
 */
final class Watch<T> {
  private final Supplier<List<T>> list;
  private final ToLongFunction<Integer> interval;
  private final Clock clock;
  private final Pause pause;
  private final ReentrantLock lock = new ReentrantLock();
  private long begun;
  private @Nullable Listing<T> latest;
  private @Nullable CompletableFuture<Listing<T>> round;

  /**
   * @param interval how many milliseconds lie between two listings, by the number of its elements
   */
  Watch(Supplier<List<T>> list, ToLongFunction<Integer> interval, Clock clock, Pause pause) {
    this.list = list;
    this.interval = interval;
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * What was listed.
   *
   * @param number counts the listings of this watch, from 1
   * @param begun no change after it need be in the listing
   */
  record Listing<T>(long number, Instant begun, List<T> elements) {}

  /** The number of the last listing that may miss what happens from now on. */
  long ticket() {
    lock.lock();
    try {
      return begun;
    } finally {
      lock.unlock();
    }
  }

  /** What is known if it is younger than {@code age}, else a new listing. */
  Listing<T> recent(Duration age) {
    Listing<T> known = latest();
    boolean young = known != null && known.begun().plus(age).isAfter(clock.instant());
    return known != null && young ? known : after(ticket());
  }

  private @Nullable Listing<T> latest() {
    lock.lock();
    try {
      return latest;
    } finally {
      lock.unlock();
    }
  }

  /** The first listing that begins after the ticket was drawn, or a later one. */
  Listing<T> after(long ticket) {
    while (true) {
      CompletableFuture<Listing<T>> mine = new CompletableFuture<>();
      CompletableFuture<Listing<T>> joined;
      lock.lock();
      try {
        if (latest != null && latest.number() > ticket) {
          return latest;
        }
        joined = round == null ? mine : round;
        round = joined;
      } finally {
        lock.unlock();
      }
      if (joined == mine) {
        lead(mine);
      }
      Listing<T> listing = await(joined);
      if (listing.number() > ticket) {
        return listing;
      }
    }
  }

  /**
   * Looks at listings that begin after the ticket was drawn until there is an answer.
   *
   * @param late what to fail with when the deadline has passed
   */
  <A> A until(
      long ticket,
      Duration deadline,
      Function<List<T>, Optional<A>> look,
      Supplier<ProviderException> late) {
    return within(ticket, deadline, look).orElseThrow(late);
  }

  /** The same, and nothing when the deadline has passed. */
  <A> Optional<A> within(long ticket, Duration deadline, Function<List<T>, Optional<A>> look) {
    Instant end = clock.instant().plus(deadline);
    for (long seen = ticket; ; ) {
      Listing<T> listing = after(seen);
      Optional<A> answer = look.apply(listing.elements());
      if (answer.isPresent() || !clock.instant().isBefore(end)) {
        return answer;
      }
      seen = listing.number();
    }
  }

  private void lead(CompletableFuture<Listing<T>> mine) {
    try {
      waitForInterval();
      Listing<T> listing = listNow();
      finish(listing);
      mine.complete(listing);
    } catch (RuntimeException | Error failure) {
      finish(null);
      mine.completeExceptionally(failure);
    }
  }

  private void waitForInterval() {
    Listing<T> known = latest();
    if (known != null) {
      Duration apart = Duration.ofMillis(interval.applyAsLong(known.elements().size()));
      pause.now(
          Duration.between(clock.instant(), known.begun().plus(apart)), "the next look at a list");
    }
  }

  private Listing<T> listNow() {
    long number;
    lock.lock();
    try {
      begun++;
      number = begun;
    } finally {
      lock.unlock();
    }
    Instant start = clock.instant();
    return new Listing<>(number, start, list.get());
  }

  private void finish(@Nullable Listing<T> listing) {
    lock.lock();
    try {
      round = null;
      latest = listing == null ? latest : listing;
    } finally {
      lock.unlock();
    }
  }

  private static <T> Listing<T> await(CompletableFuture<Listing<T>> round) {
    try {
      return round.join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
    }
  }
}
