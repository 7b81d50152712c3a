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
 * One list of droplets that many wait on: however many callers wait for something to show in it,
 * the list is asked for once in an interval, by one of them for all. Thread-safe.
 */
final class DropletWatch {
  private final Supplier<List<Droplet>> list;
  private final ToLongFunction<Integer> interval;
  private final Clock clock;
  private final Pause pause;
  private final ReentrantLock lock = new ReentrantLock();
  private long begun;
  private @Nullable Listing latest;
  private @Nullable CompletableFuture<Listing> round;

  /**
   * @param interval how many milliseconds lie between two listings, by the number of droplets
   */
  DropletWatch(
      Supplier<List<Droplet>> list, ToLongFunction<Integer> interval, Clock clock, Pause pause) {
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
  record Listing(long number, Instant begun, List<Droplet> droplets) {}

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
  Listing recent(Duration age) {
    Listing known = latest();
    boolean young = known != null && known.begun().plus(age).isAfter(clock.instant());
    return known != null && young ? known : after(ticket());
  }

  private @Nullable Listing latest() {
    lock.lock();
    try {
      return latest;
    } finally {
      lock.unlock();
    }
  }

  /** The first listing that begins after the ticket was drawn, or a later one. */
  Listing after(long ticket) {
    while (true) {
      CompletableFuture<Listing> mine = new CompletableFuture<>();
      CompletableFuture<Listing> joined;
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
      Listing listing = await(joined);
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
  <T> T until(
      long ticket,
      Duration deadline,
      Function<List<Droplet>, Optional<T>> look,
      Supplier<ProviderException> late) {
    return within(ticket, deadline, look).orElseThrow(late);
  }

  /** The same, and nothing when the deadline has passed. */
  <T> Optional<T> within(
      long ticket, Duration deadline, Function<List<Droplet>, Optional<T>> look) {
    Instant end = clock.instant().plus(deadline);
    for (long seen = ticket; ; ) {
      Listing listing = after(seen);
      Optional<T> answer = look.apply(listing.droplets());
      if (answer.isPresent() || !clock.instant().isBefore(end)) {
        return answer;
      }
      seen = listing.number();
    }
  }

  private void lead(CompletableFuture<Listing> mine) {
    try {
      waitForInterval();
      Listing listing = listNow();
      finish(listing);
      mine.complete(listing);
    } catch (RuntimeException | Error failure) {
      finish(null);
      mine.completeExceptionally(failure);
    }
  }

  private void waitForInterval() {
    Listing known = latest();
    if (known != null) {
      Duration apart = Duration.ofMillis(interval.applyAsLong(known.droplets().size()));
      pause.now(
          Duration.between(clock.instant(), known.begun().plus(apart)),
          "the next look at droplets");
    }
  }

  private Listing listNow() {
    long number;
    lock.lock();
    try {
      begun++;
      number = begun;
    } finally {
      lock.unlock();
    }
    Instant start = clock.instant();
    return new Listing(number, start, list.get());
  }

  private void finish(@Nullable Listing listing) {
    lock.lock();
    try {
      round = null;
      latest = listing == null ? latest : listing;
    } finally {
      lock.unlock();
    }
  }

  private static Listing await(CompletableFuture<Listing> round) {
    try {
      return round.join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
    }
  }
}
