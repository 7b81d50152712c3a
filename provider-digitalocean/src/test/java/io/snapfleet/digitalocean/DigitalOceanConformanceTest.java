package io.snapfleet.digitalocean;

import io.snapfleet.devcloud.DevCloudSettings;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.provider.conformance.Inside;
import io.snapfleet.provider.conformance.ProviderConformance;
import io.snapfleet.provider.fake.FakeProvider;
import io.snapfleet.provider.fake.Guest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** All contracts, against a devcloud whose machines are the fake's. */
class DigitalOceanConformanceTest extends ProviderConformance {
  @TempDir private static Path directory;

  private FakeProvider machines;
  private TestCloud cloud;

  @Override
  protected Provider newProvider() {
    if (cloud == null) {
      Path own = directory.resolve(java.util.UUID.randomUUID().toString());
      machines = new FakeProvider(own.resolve("machines"));
      cloud = new TestCloud(DevCloudSettings.in(own.resolve("cloud")).withMachines(machines));
    }
    return cloud.open(cloud.devcloud().token());
  }

  @AfterEach
  void stopCloud() {
    cloud.close();
  }

  @Override
  protected Inside inside(Provider provider, Machine machine) {
    Guest guest = machines.guestAt(String.valueOf(machine.address())).orElseThrow();
    return new Inside() {
      @Override
      public Optional<String> read(String path) {
        return guest.read(path);
      }

      @Override
      public void write(String path, String text) {
        guest.write(path, text);
      }
    };
  }

  @Override
  protected boolean machinesBoot() {
    return false;
  }

  @Override
  protected Duration deadline() {
    return Duration.ofSeconds(20);
  }
}
