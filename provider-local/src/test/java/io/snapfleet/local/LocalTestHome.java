package io.snapfleet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snapfleet.provider.api.Provider;
import io.snapfleet.provider.api.Tags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;

/** A home of the local provider for tests, whose base system other tests' homes share. */
final class LocalTestHome {
  private static final Tags ALL = new Tags(Map.of());

  private final Path home;
  private final LocalSettings settings;

  LocalTestHome(Path home, String storage) {
    this.home = home;
    this.settings =
        LocalSettings.of(
            Map.of(
                "storage",
                storage,
                "base-cache",
                Path.of("target", "base-cache").toAbsolutePath().toString()));
  }

  LocalProvider open() {
    return new LocalProvider(home, settings, Clock.systemUTC());
  }

  LocalEngine openEngine() {
    return new LocalEngine(home, settings, Clock.systemUTC());
  }

  LocalSettings settings() {
    return settings;
  }

  HomeLayout layout() {
    return HomeLayout.of(home);
  }

  void deleteAllButImages(Provider provider) {
    provider.compute().machines(ALL).forEach(machine -> provider.compute().delete(machine.id()));
    var firewalls = provider.firewalls();
    firewalls.firewalls(ALL).forEach(firewall -> firewalls.delete(firewall.id()));
    provider.networks().networks(ALL).forEach(one -> provider.networks().delete(one.id()));
    var storage = provider.blockStorage();
    storage.volumes(ALL).forEach(volume -> storage.delete(volume.id()));
    storage.snapshots(ALL).forEach(snapshot -> storage.deleteSnapshot(snapshot.id()));
  }

  /** What a closed provider without machines leaves on this computer: nothing. */
  void assertNothingRuns() throws IOException {
    String here = layout().local().toString();
    assertThat(Files.readString(Path.of("/proc/mounts"))).doesNotContain(here);
    // The kernel lets go of a loop device when the last who looks at it, such as another mount, is
    // done.
    Commands commands = new Commands();
    await()
        .untilAsserted(
            () ->
                assertThat(commands.require("losetup", "--list", "--output", "BACK-FILE"))
                    .doesNotContain(here));
    assertThat(processes()).noneMatch(command -> command.contains(here));
  }

  /** Deletes images too, looks that no tree is left, and that the provider stops its engine. */
  void assertNothingIsLeftAfterDeletingAll() throws IOException {
    try (LocalProvider provider = open()) {
      deleteAllButImages(provider);
      var compute = provider.compute();
      compute.images(ALL).forEach(image -> compute.deleteImage(image.id()));
      for (String trees : new String[] {"machines", "images", "volumes", "volume-snapshots"}) {
        Path place = layout().pool().resolve(trees);
        if (Files.isDirectory(place)) {
          assertThat(place).isEmptyDirectory();
        }
      }
    }
    assertNothingRuns();
  }

  private static Stream<String> processes() {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(command -> command.contains("podman") || command.contains("conmon"));
  }
}
