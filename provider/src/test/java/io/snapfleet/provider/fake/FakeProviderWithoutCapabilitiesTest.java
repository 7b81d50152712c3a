package io.snapfleet.provider.fake;

import io.snapfleet.provider.api.Capability;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.provider.conformance.Inside;
import io.snapfleet.provider.conformance.ProviderConformance;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/** Without any capability, the wishes that need one are refused and all else still holds. */
class FakeProviderWithoutCapabilitiesTest extends ProviderConformance {
  @TempDir private Path directory;

  @Override
  protected Provider newProvider() {
    FakeSettings settings = FakeSettings.in(directory);
    for (Capability capability : Capability.values()) {
      settings = settings.without(capability);
    }
    return new FakeProvider(settings);
  }

  @Override
  protected Inside inside(Provider provider, Machine machine) {
    return new GuestInside(((FakeProvider) provider).guest(machine.id()));
  }

  @Override
  protected boolean machinesBoot() {
    return false;
  }

  @Override
  protected Duration deadline() {
    return Duration.ofSeconds(10);
  }
}
