package io.snapfleet.devcloud;

import io.snapfleet.devcloud.fault.Faults;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a devcloud runs.
 *
 * @param directory where its state is; a new devcloud on it goes on
 * @param port on 127.0.0.1; 0 for any free one
 * @param tokens those that are accepted; when empty, one is made and kept
 * @param ssh whether simulated droplets answer SSH, on port 22 of their public addresses
 * @param machines real machines behind droplets; droplets are simulated when absent
 */
public record DevCloudSettings(
    Path directory,
    int port,
    List<AccessToken> tokens,
    Pace pace,
    RateLimits rateLimits,
    Quotas quotas,
    Faults faults,
    boolean ssh,
    Clock clock,
    @Nullable RealMachines machines) {
  public DevCloudSettings {
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(pace, "pace");
    Objects.requireNonNull(rateLimits, "rateLimits");
    Objects.requireNonNull(quotas, "quotas");
    Objects.requireNonNull(faults, "faults");
    Objects.requireNonNull(clock, "clock");
    tokens = List.copyOf(tokens);
  }

  /** A fast cloud on any free port, without limits, faults, or SSH. */
  public static DevCloudSettings in(Path directory) {
    return new DevCloudSettings(
        directory,
        0,
        List.of(),
        Pace.fast(),
        RateLimits.off(),
        Quotas.generous(),
        Faults.none(),
        false,
        Clock.systemUTC(),
        null);
  }

  public DevCloudSettings withPort(int number) {
    return new DevCloudSettings(
        directory, number, tokens, pace, rateLimits, quotas, faults, ssh, clock, machines);
  }

  public DevCloudSettings withTokens(AccessToken... accepted) {
    return new DevCloudSettings(
        directory, port, List.of(accepted), pace, rateLimits, quotas, faults, ssh, clock, machines);
  }

  public DevCloudSettings withPace(Pace other) {
    return new DevCloudSettings(
        directory, port, tokens, other, rateLimits, quotas, faults, ssh, clock, machines);
  }

  public DevCloudSettings withRateLimits(RateLimits limits) {
    return new DevCloudSettings(
        directory, port, tokens, pace, limits, quotas, faults, ssh, clock, machines);
  }

  public DevCloudSettings withQuotas(Quotas other) {
    return new DevCloudSettings(
        directory, port, tokens, pace, rateLimits, other, faults, ssh, clock, machines);
  }

  public DevCloudSettings withFaults(Faults other) {
    return new DevCloudSettings(
        directory, port, tokens, pace, rateLimits, quotas, other, ssh, clock, machines);
  }

  public DevCloudSettings withSsh() {
    return new DevCloudSettings(
        directory, port, tokens, pace, rateLimits, quotas, faults, true, clock, machines);
  }

  public DevCloudSettings withClock(Clock other) {
    return new DevCloudSettings(
        directory, port, tokens, pace, rateLimits, quotas, faults, ssh, other, machines);
  }

  public DevCloudSettings withMachines(RealMachines real) {
    return new DevCloudSettings(
        directory, port, tokens, pace, rateLimits, quotas, faults, ssh, clock, real);
  }
}
