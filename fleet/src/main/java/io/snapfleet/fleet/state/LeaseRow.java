package io.snapfleet.fleet.state;

import java.time.Duration;
import java.time.Instant;

/** A lease as it is stored. */
record LeaseRow(
    String fleet,
    long fence,
    boolean held,
    String owner,
    OwnerProcess process,
    Instant since,
    Instant heartbeat) {

  /** Whether its holder may still act: not given back, seen lately, and not known to be dead. */
  boolean isLive(Instant now, Duration expiry) {
    return held && heartbeat.plus(expiry).isAfter(now) && !process.isDead();
  }

  LeaseHolder holder() {
    return new LeaseHolder(owner, fence, since, heartbeat);
  }

  LeaseRow takenBy(String next, OwnerProcess by, Instant now) {
    return new LeaseRow(fleet, fence + 1, true, next, by, now, now);
  }
}
