package io.snapfleet.local;

import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.provider.conformance.Inside;
import io.snapfleet.provider.conformance.ProviderConformance;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contracts every provider keeps, on this computer's podman and btrfs. */
class LocalProviderConformanceIT extends ProviderConformance {
  @TempDir private static Path directory;
  private static LocalTestHome home;

  @BeforeAll
  static void makeHome() {
    home = new LocalTestHome(directory, "auto");
  }

  @AfterAll
  static void nothingIsLeft() throws IOException {
    home.assertNothingIsLeftAfterDeletingAll();
  }

  @Override
  protected Provider newProvider() {
    return home.open();
  }

  @Override
  protected Inside inside(Provider provider, Machine machine) {
    return new MachineTree(home.layout(), machine.id());
  }
}
