package io.snapfleet.local;

import io.snapfleet.provider.api.Network;
import io.snapfleet.provider.api.NetworkId;
import io.snapfleet.provider.api.Networks;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Networks as bridges of this computer. */
final class LocalNetworks implements Networks {
  private final LocalEngine engine;
  private final Catalogue catalogue;

  LocalNetworks(LocalEngine engine) {
    this.engine = engine;
    this.catalogue = engine.catalogue;
  }

  @Override
  public Network create(String name, Tags tags) {
    PodmanApi podman = engine.podman();
    return catalogue.lock.call(() -> make(podman, reserve(name, tags))).network();
  }

  /** Under the lock, for podman refuses the second of two calls at once. */
  private NetworkRecord make(PodmanApi podman, NetworkRecord network) {
    podman.createNetwork(network);
    engine.rules.restore(network);
    catalogue.networks.write(network.id(), network.made());
    return network.made();
  }

  @Override
  public List<Network> networks(Tags selector) {
    return catalogue.networks.all().stream()
        .map(NetworkRecord::network)
        .filter(network -> network.tags().matches(selector))
        .toList();
  }

  @Override
  public void delete(NetworkId id) {
    catalogue.networks.find(id.value()).ifPresent(this::delete);
  }

  private void delete(NetworkRecord network) {
    PodmanApi podman = engine.podman();
    catalogue.lock.run(
        () -> {
          refuseWhileUsed(network);
          catalogue.networks.write(network.id(), network.going());
          podman.removeNetwork(network.id());
          engine.rules.remove(network.id());
          catalogue.networks.delete(network.id());
          new AddressClaims(engine.layout).release(network);
        });
  }

  private void refuseWhileUsed(NetworkRecord network) {
    catalogue
        .machines
        .first(machine -> machine.network().value().equals(network.id()))
        .ifPresent(
            machine -> {
              throw new ProviderException.Conflict(
                  "network %s still has machine %s".formatted(network.name(), machine.name()),
                  "delete the machine first");
            });
  }

  private NetworkRecord reserve(String name, Tags tags) {
    return catalogue
        .networks
        .first(network -> network.name().equals(name))
        .map(there -> Ownership.check("network", name, there.tags(), tags, there))
        .orElseGet(() -> choose(name, tags));
  }

  private NetworkRecord choose(String name, Tags tags) {
    AddressClaims claims = new AddressClaims(engine.layout);
    return claims
        .lock()
        .call(
            () -> {
              String cidr = freeRange(claims).toString();
              NetworkRecord network =
                  new NetworkRecord(Ids.next("n"), name, tags, cidr, Maker.self());
              catalogue.networks.write(network.id(), network);
              claims.claim(network, engine.layout.records("networks"));
              return network;
            });
  }

  private Subnet freeRange(AddressClaims claims) {
    List<Subnet> taken = new ArrayList<>(claims.taken());
    taken.addAll(HostRoutes.read(Path.of("/proc")));
    catalogue.networks.all().forEach(network -> taken.add(network.subnet()));
    String range = engine.settings.addressRange();
    return FreeAddresses.network(Subnet.parse(range), taken, engine.layout.run().hashCode())
        .orElseThrow(
            () ->
                new ProviderException.QuotaExceeded(
                    "no /24 of address-range " + range + " is free on this computer",
                    "destroy a fleet you do not need, or set address-range to a larger one"));
  }
}
