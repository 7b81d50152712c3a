package io.snapfleet.fleet.state;

import java.time.Clock;

class SqliteStoreTest extends StoreContract {
  @Override
  SqlStore open(LeaseTerms terms, Clock clock) {
    return SqlStore.open(home, clock, box(), terms);
  }
}
