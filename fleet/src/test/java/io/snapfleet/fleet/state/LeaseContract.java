package io.snapfleet.fleet.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.JournalEntry;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.remote.secret.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What leases promise, whatever database they are in. */
abstract class LeaseContract extends StoreFixture {
  @Test
  void aHeldLeaseIsRefusedToOthersNamingItsHolder() {
    try (SqlStore other = open(QUIET)) {
      LeaseHeldException refusal =
          catchThrowableOfType(LeaseHeldException.class, () -> other.acquire("blog", "bob"));

      LeaseHolder alice = new LeaseHolder("alice", lease.fence(), Samples.NOW, Samples.NOW);
      assertThat(refusal).hasMessageContaining("blog").hasMessageContaining("alice");
      assertThat(refusal.holder()).isEqualTo(alice);
      assertThat(other.leaseHolder("blog")).contains(alice);
    }
  }

  @Test
  void leasesOfDifferentFleetsDoNotMeet() {
    try (FleetLease shop = store.acquire("shop", "bob")) {
      assertThat(shop.fleet()).isEqualTo("shop");
      assertThat(store.leaseHolder("shop")).map(LeaseHolder::owner).contains("bob");
    }
  }

  @Test
  void aLeaseGivenBackIsFreeAtOnceAndTheNextFenceIsHigher() {
    lease.close();
    lease.close();

    assertThat(store.leaseHolder("blog")).isEmpty();
    try (FleetLease next = store.acquire("blog", "bob")) {
      assertThat(next.fence()).isGreaterThan(lease.fence());
    }
  }

  @Test
  void aLeaseGivenBackWritesNoMore() {
    lease.close();

    assertThatThrownBy(() -> lease.saveFleet(Samples.fleet("blog")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("blog");
    assertThat(store.fleets()).isEmpty();
  }

  @Test
  void aLeaseExpiresOnlyAfterItsTerm() {
    clock.advance(QUIET.expiry().minusNanos(1));
    assertThatThrownBy(() -> store.acquire("blog", "bob")).isInstanceOf(LeaseHeldException.class);

    clock.advance(Duration.ofNanos(1));
    assertThat(store.leaseHolder("blog")).isEmpty();
    store.acquire("blog", "bob").close();
  }

  @Test
  void everyWriteIsASignOfLife() {
    clock.advance(QUIET.expiry().minusSeconds(1));
    lease.saveFleet(Samples.fleet("blog"));
    clock.advance(Duration.ofSeconds(2));

    assertThat(store.leaseHolder("blog")).map(LeaseHolder::owner).contains("alice");
  }

  @Test
  void theHeartbeatKeepsALeaseThatWritesNothing() {
    LeaseTerms quick = new LeaseTerms(Duration.ofMillis(5), Duration.ofMinutes(1));
    try (SqlStore other = open(quick);
        FleetLease shop = other.acquire("shop", "bob")) {
      clock.advance(Duration.ofSeconds(59));
      await()
          .untilAsserted(
              () ->
                  assertThat(store.leaseHolder(shop.fleet()))
                      .map(LeaseHolder::heartbeat)
                      .contains(clock.instant()));
      clock.advance(Duration.ofSeconds(59));

      assertThat(other.leaseHolder("shop")).isPresent();
    }
  }

  @Test
  void afterATakeoverTheFormerHolderCanWriteNothing() {
    beginOnBlog();
    long entry = lease.intend("op-1", "step", "call", "subject");
    FleetRecord before = store.fleet("blog").orElseThrow();
    clock.advance(QUIET.expiry());
    try (SqlStore other = open(QUIET);
        FleetLease taken = other.acquire("blog", "bob")) {
      assertThat(writesOf(lease, entry, before))
          .allSatisfy(
              write ->
                  assertThatThrownBy(write::run)
                      .isInstanceOf(LeaseLostException.class)
                      .hasMessageContaining("blog"));
      assertThat(store.fleet("blog")).contains(before);
      assertThat(store.machines("blog")).isEmpty();
      assertThat(store.operations("blog")).hasSize(1);
      assertThat(store.journal("op-1")).extracting(JournalEntry::outcome).containsOnlyNulls();
      assertThat(store.snapshotSets()).isEmpty();
      assertThat(store.secrets("fleet/blog")).isEmpty();

      lease.close();
      assertThat(store.leaseHolder("blog")).map(LeaseHolder::fence).contains(taken.fence());
    }
  }

  private static List<Runnable> writesOf(FleetLease lease, long entry, FleetRecord fleet) {
    return List.of(
        () -> lease.saveFleet(fleet),
        () -> lease.saveMachine(Samples.machine("blog", "m", MachineState.PLANNED), "op-1"),
        () -> lease.begin(Samples.operation("op-2", "blog")),
        () -> lease.end(Samples.operation("op-1", "blog")),
        () -> lease.intend("op-1", "step", "call", "subject"),
        () -> lease.settle(entry, "done"),
        () -> lease.saveSnapshotSet(Samples.snapshotSet("aaaa00000000", "blog")),
        () -> lease.removeSnapshotSet("aaaa00000000"),
        () -> lease.saveSecrets("fleet/blog", Map.of("a", new Secret("1"))));
  }

  @Test
  void ofManyWhoRaceForALeaseExactlyOneGetsIt() throws Exception {
    int racers = 4;
    CyclicBarrier start = new CyclicBarrier(racers);
    List<SqlStore> stores = new ArrayList<>();
    for (int racer = 0; racer < racers; racer++) {
      stores.add(open(QUIET));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 50; round++) {
        String fleet = "fleet-" + round % 5;
        List<Callable<List<FleetLease>>> race =
            stores.stream()
                .<Callable<List<FleetLease>>>map(s -> () -> race(s, fleet, start))
                .toList();
        List<FleetLease> won = new ArrayList<>();
        for (Future<List<FleetLease>> racer : threads.invokeAll(race)) {
          won.addAll(racer.get());
        }
        assertThat(won).as("round %d", round).hasSize(1);
        assertThat(won.getFirst().fence()).isEqualTo(round / 5 + 1);
        won.getFirst().close();
      }
    } finally {
      stores.forEach(SqlStore::close);
    }
  }

  private static List<FleetLease> race(SqlStore store, String fleet, CyclicBarrier start)
      throws Exception {
    start.await();
    try {
      return List.of(store.acquire(fleet, Thread.currentThread().toString()));
    } catch (LeaseHeldException lost) {
      return List.of();
    }
  }

  /** The taker's clock is so far ahead that it takes every lease for expired. */
  @Test
  void aTakeoverNeverSlipsBetweenACheckAndItsWrite() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        SqlStore ahead = open(QUIET, Clock.offset(clock, QUIET.expiry()))) {
      for (int round = 0; round < 10; round++) {
        String fleet = "fleet-" + round;
        String operation = "op-" + round;
        FleetLease former = store.acquire(fleet, "alice");
        former.begin(Samples.operation(operation, fleet));
        CountDownLatch started = new CountDownLatch(1);
        Future<Integer> writing = threads.submit(() -> writeUntilLost(former, operation, started));
        started.await();
        FleetLease taker = ahead.acquire(fleet, "bob");
        List<JournalEntry> atTakeover = ahead.journal(operation);

        int written = writing.get();
        taker.close();
        assertThat(store.journal(operation))
            .as("nothing was added in the former holder's name after the takeover")
            .isEqualTo(atTakeover)
            .hasSize(written);
      }
    }
  }

  private static int writeUntilLost(FleetLease lease, String operation, CountDownLatch started) {
    for (int written = 0; written < 100_000; written++) {
      try {
        lease.intend(operation, "step", "call", "subject");
        started.countDown();
      } catch (LeaseLostException expected) {
        return written;
      }
    }
    throw new AssertionError("the lease was never lost");
  }

  @Test
  void concurrentWritersLoseNothing() throws Exception {
    beginOnBlog();
    int writers = 20;
    int each = 10;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        FleetLease shop = store.acquire("shop", "bob")) {
      shop.begin(Samples.operation("op-shop", "shop"));
      List<Future<?>> running = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        String name = "web-" + writer;
        running.add(threads.submit(() -> journal(lease, "op-1", name, each)));
        running.add(threads.submit(() -> journal(shop, "op-shop", name, each)));
      }
      for (Future<?> writing : running) {
        writing.get();
      }
    }

    List<JournalEntry> entries = new ArrayList<>(store.journal("op-1"));
    entries.addAll(store.journal("op-shop"));
    assertThat(entries).hasSize(2 * writers * each);
    assertThat(entries).extracting(JournalEntry::sequence).doesNotHaveDuplicates();
    assertThat(entries).extracting(JournalEntry::outcome).containsOnly("done");
  }

  private static void journal(FleetLease lease, String operation, String subject, int times) {
    for (int time = 0; time < times; time++) {
      lease.settle(lease.intend(operation, "step", "call", subject), "done");
    }
  }
}
