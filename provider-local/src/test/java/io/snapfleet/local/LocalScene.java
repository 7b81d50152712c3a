package io.snapfleet.local;

import static org.awaitility.Awaitility.await;

import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.MachineRequest;
import io.snapfleet.provider.api.Network;
import io.snapfleet.provider.api.PublishedPort;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.api.Volume;
import io.snapfleet.provider.api.VolumeMount;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A fleet's network at the local provider, and machines in it that are asked over SSH. */
final class LocalScene {
  static final Tags FLEET = Tags.ofFleet("blog");

  private final LocalProvider provider;
  private final SshKeys keys;
  private final Network network;

  LocalScene(LocalProvider provider, SshKeys keys) {
    this.provider = provider;
    this.keys = keys;
    this.network = provider.networks().create("blog", FLEET);
  }

  LocalProvider provider() {
    return provider;
  }

  Network network() {
    return network;
  }

  Image base() {
    return provider.compute().baseImage(line -> {});
  }

  Machine create(String name, String tier, Image image) {
    return provider.compute().create(request(name, FLEET.with(Tags.TIER, tier), image, network));
  }

  Machine create(String name, String tier, Image image, Volume volume, String at) {
    return provider
        .compute()
        .create(
            new MachineRequest(
                name,
                FLEET.with(Tags.TIER, tier),
                image.id(),
                "small",
                network.id(),
                keys.identity(name),
                List.of(new VolumeMount(volume.id(), at)),
                List.of()));
  }

  Machine publish(String name, int port) {
    return provider
        .compute()
        .create(
            new MachineRequest(
                name,
                FLEET,
                base().id(),
                "small",
                network.id(),
                keys.identity(name),
                List.of(),
                List.of(new PublishedPort("127.0.0.1", port, 22))));
  }

  MachineRequest request(String name, Tags tags, Image image, Network in) {
    return new MachineRequest(
        name, tags, image.id(), "small", in.id(), keys.identity(name), List.of(), List.of());
  }

  boolean reaches(Machine from, Machine to, int port) throws IOException {
    String probe = "timeout 2 bash -c 'exec 3<>/dev/tcp/%s/%d' 2>/dev/null && echo yes || echo no";
    return ssh(from, probe.formatted(to.address(), port)).equals("yes\n");
  }

  /** Waits for a machine that is still booting. */
  String ssh(Machine machine, String command) throws IOException {
    String address = String.valueOf(machine.address());
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> keys.ssh(machine.name(), address, "true").succeeded());
    return keys.ssh(machine.name(), address, command).output();
  }
}
