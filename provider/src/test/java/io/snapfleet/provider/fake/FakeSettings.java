package io.snapfleet.provider.fake;

import io.snapfleet.provider.api.Capability;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * How a {@link FakeProvider} behaves.
 *
 * @param directory holds its state; providers on one directory are one account
 * @param faults what goes wrong
 * @param clock gives the time of creation
 * @param listDelay how long after its creation a thing stays out of lists; look-ups by id and the
 *     idempotency by name see it at once
 * @param settling how long a new machine is STARTING and a new image PENDING
 * @param capabilities what it admits to be able to do
 */
public record FakeSettings(
    Path directory,
    FaultPlan faults,
    Clock clock,
    Duration listDelay,
    Duration settling,
    Set<Capability> capabilities) {
  public FakeSettings {
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(faults, "faults");
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(listDelay, "listDelay");
    Objects.requireNonNull(settling, "settling");
    capabilities = Set.copyOf(capabilities);
  }

  /** No faults, no delays, everything possible. */
  public static FakeSettings in(Path directory) {
    return new FakeSettings(
        directory,
        FaultPlan.none(),
        Clock.systemUTC(),
        Duration.ZERO,
        Duration.ZERO,
        EnumSet.allOf(Capability.class));
  }

  public FakeSettings withFaults(FaultPlan plan) {
    return new FakeSettings(directory, plan, clock, listDelay, settling, capabilities);
  }

  public FakeSettings withClock(Clock other) {
    return new FakeSettings(directory, faults, other, listDelay, settling, capabilities);
  }

  public FakeSettings withListDelay(Duration delay) {
    return new FakeSettings(directory, faults, clock, delay, settling, capabilities);
  }

  public FakeSettings withSettling(Duration duration) {
    return new FakeSettings(directory, faults, clock, listDelay, duration, capabilities);
  }

  public FakeSettings without(Capability missing) {
    Set<Capability> rest = EnumSet.allOf(Capability.class);
    rest.retainAll(capabilities);
    rest.remove(missing);
    return new FakeSettings(directory, faults, clock, listDelay, settling, rest);
  }
}
