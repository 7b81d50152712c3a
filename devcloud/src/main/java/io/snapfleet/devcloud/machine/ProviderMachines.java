package io.snapfleet.devcloud.machine;

import io.snapfleet.devcloud.HostKey;
import io.snapfleet.devcloud.RealMachines;
import io.snapfleet.devcloud.machine.MachineOrder.Disk;
import io.snapfleet.provider.api.BootIdentity;
import io.snapfleet.provider.api.CaptureRequest;
import io.snapfleet.provider.api.Firewall;
import io.snapfleet.provider.api.FirewallRules;
import io.snapfleet.provider.api.FirewallRules.Allow;
import io.snapfleet.provider.api.FirewallRules.Outside;
import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.MachineId;
import io.snapfleet.provider.api.MachineRequest;
import io.snapfleet.provider.api.Network;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.api.Volume;
import io.snapfleet.provider.api.VolumeMount;
import io.snapfleet.provider.api.VolumeRequest;
import io.snapfleet.provider.api.VolumeSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Real machines behind droplets, made by a provider. Everything blocks, may be repeated after a
 * kill, and throws what the provider throws. Names at the provider follow from ids, so nothing has
 * to be remembered. Thread-safe.
 */
public final class ProviderMachines implements AutoCloseable {
  private static final Tags OURS = Tags.ofFleet("devcloud");
  private static final long SMALL_MEMORY = 1024;
  private static final long MEDIUM_MEMORY = 4096;

  private final Provider provider;
  private final Supplier<HostKey> hostKeys;
  private final Lock networksStay;
  private final Lock networksGo;

  public ProviderMachines(RealMachines machines) {
    provider = machines.provider();
    hostKeys = machines.hostKeys();
    ReadWriteLock networks = new ReentrantReadWriteLock();
    networksStay = networks.readLock();
    networksGo = networks.writeLock();
  }

  /** Makes a droplet's machine, and returns its address. */
  public String create(MachineOrder order) {
    networksStay.lock();
    try {
      return createIn(network(order.network()), order);
    } finally {
      networksStay.unlock();
    }
  }

  /** The range of addresses that machines of a network get theirs from; makes the network. */
  public String networkRange(String vpc) {
    networksStay.lock();
    try {
      return network(vpc).cidr();
    } finally {
      networksStay.unlock();
    }
  }

  private Network network(String vpc) {
    return provider.networks().create(named(vpc), tags(vpc));
  }

  private String createIn(Network network, MachineOrder order) {
    UserData data = UserData.parse(order.userData());
    List<VolumeMount> mounts = new ArrayList<>();
    for (Disk disk : order.disks()) {
      mounts.add(new VolumeMount(volume(disk).id(), directory(disk, data)));
    }
    Machine machine =
        provider
            .compute()
            .create(
                new MachineRequest(
                    named(order.droplet()),
                    tags(order.droplet()).with(Tags.TIER, tier(order.droplet())),
                    image(order.image()),
                    size(order.memory()),
                    network.id(),
                    identity(order, data),
                    mounts,
                    List.of()));
    return Objects.requireNonNull(machine.address(), "a created machine has an address");
  }

  /** Makes it anew from another image; its volumes stay. */
  public String rebuild(MachineOrder order) {
    delete(order.droplet());
    return create(order);
  }

  private ImageId image(String id) {
    return id.isEmpty() ? provider.compute().baseImage(line -> {}).id() : new ImageId(id);
  }

  private static String size(long memory) {
    if (memory <= SMALL_MEMORY) {
      return "small";
    }
    return memory <= MEDIUM_MEMORY ? "medium" : "large";
  }

  private BootIdentity identity(MachineOrder order, UserData data) {
    List<String> keys =
        Stream.concat(data.authorizedKeys().stream(), order.keys().stream()).distinct().toList();
    String hostName = data.hostName().isEmpty() ? order.name() : data.hostName();
    String label = hostName.replaceAll("[^A-Za-z0-9-].*", "");
    if (!data.hostKeyPrivate().isEmpty()) {
      return new BootIdentity(label, data.hostKeyPrivate(), data.hostKeyPublic(), keys);
    }
    HostKey key = hostKeys.get();
    return new BootIdentity(label, key.privateFile(), key.publicLine(), keys);
  }

  /** Where the user data mounts it, or else where the vendor would. */
  private static String directory(Disk disk, UserData data) {
    return data.mounts().stream()
        .filter(mount -> mount.volume().equals(disk.name()))
        .map(UserData.Mount::directory)
        .findFirst()
        .orElse("/mnt/" + disk.name().replace('-', '_'));
  }

  /** The volume, made where it is missing; one that is there needs its snapshot no more. */
  public Volume volume(Disk disk) {
    return provider.blockStorage().volumes(tags(disk.id())).stream()
        .filter(Volume::complete)
        .findFirst()
        .orElseGet(() -> newVolume(disk));
  }

  private Volume newVolume(Disk disk) {
    VolumeSnapshot from = disk.snapshot().isEmpty() ? null : snapshot(disk.snapshot());
    return provider
        .blockStorage()
        .create(
            new VolumeRequest(
                named(disk.id()),
                tags(disk.id()),
                disk.gigabytes() << 30,
                from == null ? null : from.id()));
  }

  private VolumeSnapshot snapshot(String id) {
    return provider.blockStorage().snapshots(tags(id)).stream()
        .findFirst()
        .orElseThrow(
            () ->
                new ProviderException.NotFound(
                    "the volume snapshot " + id + " has no content here",
                    "make the volume without it"));
  }

  /** Takes an image of a droplet's machine, and returns the provider's id of it. */
  public String capture(String droplet, String action) {
    MachineId machine =
        machine(droplet)
            .orElseThrow(
                () ->
                    new ProviderException.NotFound(
                        "droplet " + droplet + " has no machine here", "create it again"));
    return provider
        .compute()
        .capture(new CaptureRequest(machine, named(action), tags(action), List.of()))
        .id()
        .value();
  }

  /** Copies a volume as it is now; one that no machine had yet is empty. */
  public void snapshotVolume(Disk disk, String snapshot) {
    provider.blockStorage().snapshot(volume(disk).id(), named(snapshot), tags(snapshot));
  }

  public void delete(String droplet) {
    machine(droplet).ifPresent(provider.compute()::delete);
  }

  public void deleteImage(String image) {
    provider.compute().deleteImage(new ImageId(image));
  }

  public void deleteVolume(String id) {
    provider.blockStorage().volumes(tags(id)).stream()
        .map(Volume::id)
        .forEach(provider.blockStorage()::delete);
  }

  public void deleteVolumeSnapshot(String id) {
    provider.blockStorage().snapshots(tags(id)).stream()
        .map(VolumeSnapshot::id)
        .forEach(provider.blockStorage()::deleteSnapshot);
  }

  /**
   * Lets a network's droplets say to each other and to others what the filter says. A network that
   * is not there yet, or no more, is left alone.
   *
   * @return whether it was there
   */
  public boolean filter(NetworkFilter filter) {
    networksStay.lock();
    try {
      Optional<Network> network =
          provider.networks().networks(tags(filter.vpc())).stream()
              .filter(Network::complete)
              .findFirst();
      network.ifPresent(there -> provider.firewalls().apply(rules(there, filter)));
      return network.isPresent();
    } finally {
      networksStay.unlock();
    }
  }

  /** Every droplet is a tier of its own, as the vendor's rules may speak of single ones. */
  private static FirewallRules rules(Network network, NetworkFilter filter) {
    return new FirewallRules(
        named(filter.vpc()),
        tags(filter.vpc()),
        network.id(),
        filter.passes().stream()
            .map(pass -> new Allow(tier(pass.from()), tier(pass.to()), pass.port()))
            .toList(),
        filter.open() ? Outside.OPEN : Outside.CLOSED);
  }

  private static String tier(String droplet) {
    return "d" + droplet;
  }

  /** Lets a network's droplets say everything to everybody. */
  public void unfilter(String vpc) {
    provider.firewalls().firewalls(tags(vpc)).stream()
        .map(Firewall::id)
        .forEach(provider.firewalls()::delete);
  }

  /** Never while a machine is on its way into a network. */
  public void deleteNetwork(String id) {
    networksGo.lock();
    try {
      unfilter(id);
      provider.networks().networks(tags(id)).stream()
          .map(Network::id)
          .forEach(provider.networks()::delete);
    } finally {
      networksGo.unlock();
    }
  }

  private Optional<MachineId> machine(String droplet) {
    return provider.compute().machines(tags(droplet)).stream().map(Machine::id).findFirst();
  }

  private static String named(String id) {
    return "do-" + id;
  }

  private static Tags tags(String id) {
    return OURS.with(Tags.MACHINE, id);
  }

  @Override
  public void close() {
    provider.close();
  }
}
