package io.snapfleet.fleet.state;

import io.snapfleet.fleet.secret.SecretBox;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A store of its own for each test, and the lease of one fleet. */
abstract class StoreFixture {
  /** With a heartbeat that never comes in a test's time. */
  static final LeaseTerms QUIET = new LeaseTerms(Duration.ofHours(1), Duration.ofHours(2));

  final TestClock clock = new TestClock();
  @TempDir Path home;
  SqlStore store;
  FleetLease lease;

  /** Opens the same database once more, as another process would. */
  abstract SqlStore open(LeaseTerms terms, Clock clock);

  SqlStore open(LeaseTerms terms) {
    return open(terms, clock);
  }

  SecretBox box() {
    return SecretBox.inHome(home, Map.of(), new SecureRandom());
  }

  @BeforeEach
  void openStoreAndTakeLease() {
    store = open(QUIET);
    lease = store.acquire("blog", "alice");
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  void beginOnBlog() {
    lease.saveFleet(Samples.fleet("blog"));
    lease.begin(Samples.operation("op-1", "blog"));
  }
}
