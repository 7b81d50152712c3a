package io.snapfleet.fleet.state;

import java.time.Instant;

/** Who holds a fleet's lease, such as {@code alice@host pid 4711}, and since when. */
public record LeaseHolder(String owner, long fence, Instant since, Instant heartbeat) {}
