package io.snapfleet.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.provider.api.CaptureRequest;
import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.ImageFiles;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.MachineRequest;
import io.snapfleet.provider.api.Network;
import io.snapfleet.provider.api.Tags;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A home whose disks are plain directories, as where the kernel has no btrfs. */
class PlainHomeIT {
  private static final Tags FLEET = Tags.ofFleet("plain");

  @TempDir private Path directory;

  @Test
  void a_machine_is_captured_while_paused_and_boots_again_from_its_image() throws IOException {
    LocalTestHome home = new LocalTestHome(directory.resolve("home"), "plain");
    try (LocalProvider provider = home.open()) {
      var compute = provider.compute();
      Network network = provider.networks().create("plain", FLEET);
      SshKeys keys = new SshKeys(directory);
      Machine first = compute.create(request("one", compute.baseImage(line -> {}), network, keys));
      new MachineTree(home.layout(), first.id()).write("/srv/page", "hello");

      Image image =
          compute.capture(new CaptureRequest(first.id(), "copy", FLEET, List.of("/etc/hostname")));
      Machine second = compute.create(request("two", image, network, keys));

      assertThat(compute.machine(first.id()).orElseThrow().state())
          .isEqualTo(Machine.State.RUNNING);
      assertThat(new MachineTree(home.layout(), second.id()).read("/srv/page")).contains("hello");
      try (ImageFiles files = compute.openImage(image.id())) {
        assertThat(files.root().resolve("etc/hostname")).doesNotExist();
      }
    }
    home.assertNothingIsLeftAfterDeletingAll();
  }

  private static MachineRequest request(String name, Image image, Network network, SshKeys keys) {
    return new MachineRequest(
        name, FLEET, image.id(), "small", network.id(), keys.identity(name), List.of(), List.of());
  }
}
