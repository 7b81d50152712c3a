package io.snapfleet.provider.conformance;

import static org.awaitility.Awaitility.await;

import io.snapfleet.provider.api.BlockStorage;
import io.snapfleet.provider.api.Capability;
import io.snapfleet.provider.api.CaptureRequest;
import io.snapfleet.provider.api.Compute;
import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.LoadBalancer;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.MachineId;
import io.snapfleet.provider.api.MachineRequest;
import io.snapfleet.provider.api.Network;
import io.snapfleet.provider.api.NetworkId;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.provider.api.PublishedPort;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.api.Volume;
import io.snapfleet.provider.api.VolumeMount;
import io.snapfleet.provider.api.VolumeRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * One fleet of a test: short ways to ask a provider for its things. Names are made of the fleet's
 * name and a label.
 */
public final class ConformanceFleet {
  static final long VOLUME_BYTES = 256L << 20;

  private final ProviderConformance suite;
  private final String name;
  private final Provider provider;

  ConformanceFleet(ProviderConformance suite, String name, Provider provider) {
    this.suite = suite;
    this.name = name;
    this.provider = provider;
  }

  String name() {
    return name;
  }

  Provider provider() {
    return provider;
  }

  Compute compute() {
    return provider.compute();
  }

  BlockStorage storage() {
    return provider.blockStorage();
  }

  boolean can(Capability capability) {
    return provider.capabilities().contains(capability);
  }

  boolean machinesBoot() {
    return suite.machinesBoot();
  }

  /** The selector of all that is this fleet's. */
  Tags all() {
    return Tags.ofFleet(name);
  }

  Tags tags() {
    return all().with(Tags.TIER, "web").with(Tags.OPERATION, "op-1");
  }

  String named(String label) {
    return name + "-" + label;
  }

  /** A name of exactly 63 characters that ends in the label. */
  String longNamed(String label) {
    return name + "-" + "x".repeat(62 - name.length() - label.length()) + label;
  }

  Network network() {
    return provider.networks().create(named("net"), tags());
  }

  MachineRequest request(String machineName) {
    return new MachineRequest(
        machineName,
        tags(),
        compute().baseImage(progress -> {}).id(),
        "small",
        network().id(),
        Identities.named(machineName),
        List.of(),
        List.of());
  }

  MachineRequest from(ImageId image, MachineRequest old) {
    return new MachineRequest(
        old.name(),
        old.tags(),
        image,
        old.size(),
        old.network(),
        old.identity(),
        old.volumes(),
        old.publish());
  }

  MachineRequest in(NetworkId network, MachineRequest old) {
    return new MachineRequest(
        old.name(),
        old.tags(),
        old.image(),
        old.size(),
        network,
        old.identity(),
        old.volumes(),
        old.publish());
  }

  MachineRequest mounting(Volume volume, MachineRequest old) {
    return new MachineRequest(
        old.name(),
        old.tags(),
        old.image(),
        old.size(),
        old.network(),
        old.identity(),
        List.of(new VolumeMount(volume.id(), "/srv/data")),
        old.publish());
  }

  MachineRequest publishing(PublishedPort port, MachineRequest old) {
    return new MachineRequest(
        old.name(),
        old.tags(),
        old.image(),
        old.size(),
        old.network(),
        old.identity(),
        old.volumes(),
        List.of(port));
  }

  MachineRequest tagged(Tags tags, MachineRequest old) {
    return new MachineRequest(
        old.name(),
        tags,
        old.image(),
        old.size(),
        old.network(),
        old.identity(),
        old.volumes(),
        old.publish());
  }

  Machine machine(String label) {
    return compute().create(request(named(label)));
  }

  Machine machineFrom(Image image, String label) {
    return compute().create(from(image.id(), request(named(label))));
  }

  Image capture(Machine machine, String label, String... cleanUp) {
    CaptureRequest request =
        new CaptureRequest(machine.id(), named(label), tags(), List.of(cleanUp));
    ImageId id = compute().capture(request).id();
    return await("image " + id + " available")
        .atMost(suite.deadline())
        .pollInterval(Duration.ofMillis(50))
        .until(() -> compute().image(id).orElseThrow(), i -> i.state() == Image.State.AVAILABLE);
  }

  Volume volume(String label) {
    return storage().create(new VolumeRequest(named(label), tags(), VOLUME_BYTES, null));
  }

  /** The inside of the machine, once it runs and, where machines boot, answers on its SSH port. */
  Inside inside(Machine machine) {
    await("machine " + machine.name() + " running")
        .atMost(suite.deadline())
        .pollInterval(Duration.ofMillis(50))
        .until(() -> state(machine.id()) == Machine.State.RUNNING);
    if (machinesBoot()) {
      SshBanner.await(machine, suite.deadline());
    }
    return suite.inside(provider, machine);
  }

  String zone() {
    return suite.zone();
  }

  void eventually(String what, Callable<Boolean> condition) {
    await(what).atMost(suite.deadline()).pollInterval(Duration.ofMillis(50)).until(condition);
  }

  private Machine.State state(MachineId id) {
    return compute().machine(id).orElseThrow().state();
  }

  void deleteAll() {
    if (can(Capability.LOAD_BALANCERS)) {
      provider.loadBalancers().balancers(all()).forEach(this::delete);
    }
    compute().machines(all()).forEach(machine -> compute().delete(machine.id()));
    compute().images(all()).forEach(image -> compute().deleteImage(image.id()));
    storage().snapshots(all()).forEach(snapshot -> storage().deleteSnapshot(snapshot.id()));
    storage().volumes(all()).forEach(volume -> storage().delete(volume.id()));
    provider.firewalls().firewalls(all()).forEach(f -> provider.firewalls().delete(f.id()));
    provider.networks().networks(all()).forEach(n -> provider.networks().delete(n.id()));
  }

  private void delete(LoadBalancer balancer) {
    provider.loadBalancers().delete(balancer.id());
  }
}
