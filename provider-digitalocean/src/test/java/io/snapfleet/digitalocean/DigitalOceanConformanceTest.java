package io.snapfleet.digitalocean;

import io.snapfleet.devcloud.DevCloudSettings;
import io.snapfleet.devcloud.Pace;
import io.snapfleet.devcloud.RealMachines;
import io.snapfleet.devcloud.contract.OpenApiContract;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.provider.conformance.Inside;
import io.snapfleet.provider.conformance.ProviderConformance;
import io.snapfleet.provider.fake.FakeProvider;
import io.snapfleet.provider.fake.Guest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** All contracts, against a devcloud whose machines are the fake's. */
class DigitalOceanConformanceTest extends ProviderConformance {
  private static final OpenApiContract CONTRACT = new OpenApiContract();
  private static final String ZONE = "snapfleet.example";

  @TempDir private static Path directory;
  private static FakeProvider machines;
  private static TestCloud cloud;

  @BeforeAll
  static void startCloud() {
    machines = new FakeProvider(directory.resolve("machines"));
    cloud =
        new TestCloud(
            DevCloudSettings.in(directory.resolve("cloud"))
                .withPace(Pace.instant())
                .withMachines(
                    new RealMachines(
                        machines,
                        () -> {
                          throw new AssertionError("our droplets bring host keys of their own");
                        })));
    cloud.devcloud().listen(CONTRACT);
    cloud.addDomain(ZONE);
  }

  @AfterAll
  static void stopCloud() {
    cloud.close();
    CONTRACT.assertKept();
  }

  @Override
  protected Provider newProvider() {
    return cloud.open(cloud.devcloud().token());
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
  protected String zone() {
    return ZONE;
  }

  @Override
  protected Duration deadline() {
    return Duration.ofSeconds(20);
  }
}
