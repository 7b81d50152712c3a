package io.snapfleet.fleet.state;

import org.jdbi.v3.core.Handle;

/**
 * Numbers in the order in which transactions commit: the row is locked until then. A database's own
 * sequences do not promise that.
 */
enum Counter {
  JOURNAL("journal"),
  TRANSITION("transition");

  private final String row;

  Counter(String row) {
    this.row = row;
  }

  long next(Handle handle) {
    return handle
        .createQuery("UPDATE counter SET value = value + 1 WHERE name = :name RETURNING value")
        .bind("name", row)
        .mapTo(Long.class)
        .one();
  }
}
