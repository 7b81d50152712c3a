package io.snapfleet.fleet.state;

class SqliteStoreTest extends StoreContract {
  @Override
  SqlStore open(LeaseTerms terms) {
    return SqlStore.open(home, clock, box(), terms);
  }
}
