package io.snapfleet.fleet.state;

import java.time.Clock;
import org.junit.jupiter.api.AfterEach;

class PostgresStoreTest extends StoreContract {
  private final PostgresSchema schema = PostgresSchema.create();

  @Override
  SqlStore open(LeaseTerms terms, Clock clock) {
    return SqlStore.open(schema.pool(), schema.where(), clock, box(), terms);
  }

  @AfterEach
  void dropSchema() {
    schema.close();
  }
}
