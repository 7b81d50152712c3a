package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.JournalEntry;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.state.Store;
import io.snapfleet.provider.api.Provider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Waits until a provider's lists show all that was asked of it, also by a process that was killed
 * before it heard of it: who removes what is listed would leave the rest for ever. Thread-safe.
 */
final class ListLag {
  private final Store store;
  private final Clock clock;
  private final Waiter waiter;

  ListLag(Surroundings surroundings) {
    this.store = surroundings.store();
    this.clock = surroundings.clock();
    this.waiter = surroundings.waiter();
  }

  void await(Provider provider, String fleet) {
    Duration lag = provider.listLag();
    if (lag.isZero()) {
      return;
    }
    Instant now = clock.instant();
    Duration left = Duration.between(now, newestCall(fleet, now.minus(lag)).plus(lag));
    if (left.isPositive()) {
      Duration wait = left.compareTo(lag) < 0 ? left : lag;
      waiter.pause(wait, "provider %s shows late what was made".formatted(provider.name()));
    }
  }

  /** When the provider was last asked to change something; nobody knows of calls without an end. */
  private Instant newestCall(String fleet, Instant earliest) {
    List<JournalEntry> recent =
        store.operations(fleet).stream()
            .filter(operation -> endedAfter(operation, earliest))
            .flatMap(operation -> store.journal(operation.id()).stream())
            .toList();
    boolean cutOff = recent.stream().anyMatch(entry -> entry.endedAt() == null);
    Optional<Instant> newest =
        recent.stream()
            .map(JournalEntry::endedAt)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder());
    return cutOff ? clock.instant() : newest.orElse(earliest);
  }

  private static boolean endedAfter(Operation operation, Instant earliest) {
    Instant end = operation.endedAt();
    return end == null || end.isAfter(earliest);
  }
}
