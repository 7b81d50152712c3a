package io.snapfleet.local;

import java.time.Duration;

/** How long things on this computer may take before we say that they hang. */
final class Deadlines {
  /** A whole root file system, on a slow disk. */
  static final Duration COPY = Duration.ofMinutes(15);

  /** A base system: some 100 MB from a mirror, unpacked and set up. */
  static final Duration BASE_SYSTEM = Duration.ofMinutes(30);

  static final Duration ENGINE_START = Duration.ofSeconds(30);

  static final Duration ENGINE_STOP = Duration.ofSeconds(10);

  /** Less than podman may take to answer. */
  static final Duration MACHINE_STOP = Duration.ofSeconds(90);

  static final Duration ENGINE_ANSWER = Duration.ofMinutes(2);

  private Deadlines() {}
}
