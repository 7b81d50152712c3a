package io.snapfleet.provider.conformance;

import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.provider.fake.FakeProvider;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * The contracts of {@code io.snapfleet.provider.api} as tests. A provider passes by extending this
 * class. Each test works on two fleets with names of their own and deletes what they made, so that
 * it can run in an account that holds other things.
 */
public abstract class ProviderConformance
    implements MachineContract,
        IdentityContract,
        PortContract,
        PreflightContract,
        ImageContract,
        VolumeContract,
        VolumeSnapshotContract,
        NetworkContract,
        FirewallContract,
        LoadBalancerContract,
        DnsContract,
        PricingContract,
        FleetContract {
  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private ConformanceFleet fleet;
  private ConformanceFleet otherFleet;

  /**
   * Opens the provider as a freshly started process would. Within one test every call opens the
   * same account or home again.
   */
  protected abstract Provider newProvider();

  /** The inside of a machine that is RUNNING. */
  protected abstract Inside inside(Provider provider, Machine machine);

  /** Whether machines boot an operating system and answer on their SSH port. */
  protected boolean machinesBoot() {
    return true;
  }

  /** A zone whose address records may be changed; asked for where the provider can do DNS. */
  protected String zone() {
    return FakeProvider.ZONE;
  }

  /** How long a machine may take until it answers, and an image until it is available. */
  protected Duration deadline() {
    return Duration.ofMinutes(2);
  }

  @BeforeEach
  void openFleets() {
    // One name begins with the other, so that a provider that matches prefixes is found out.
    fleet = new ConformanceFleet(this, "c" + run, newProvider());
    otherFleet = new ConformanceFleet(this, "c" + run + "-2", newProvider());
  }

  @AfterEach
  void deleteFleets() {
    try (Provider first = fleet.provider();
        Provider second = otherFleet.provider()) {
      deleteAll(fleet, otherFleet);
    }
  }

  /** The second too when the first fails, so that a failed test leaves as little as it can. */
  private static void deleteAll(ConformanceFleet first, ConformanceFleet second) {
    try {
      first.deleteAll();
    } finally {
      second.deleteAll();
    }
  }

  @Override
  public ConformanceFleet fleet() {
    return fleet;
  }

  @Override
  public ConformanceFleet otherFleet() {
    return otherFleet;
  }

  @Override
  public ConformanceFleet reopenedFleet() {
    fleet.provider().close();
    fleet = new ConformanceFleet(this, fleet.name(), newProvider());
    return fleet;
  }
}
