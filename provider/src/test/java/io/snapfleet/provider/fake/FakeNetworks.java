package io.snapfleet.provider.fake;

import io.snapfleet.provider.api.Network;
import io.snapfleet.provider.api.NetworkId;
import io.snapfleet.provider.api.Networks;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import java.util.List;

/** Networks: names and ranges of addresses. */
record FakeNetworks(Wire wire) implements Networks {
  @Override
  public Network create(String name, Tags tags) {
    return wire.change(
        "networks.create",
        name,
        world -> World.ours(world.networks, name, tags).orElseGet(() -> begin(world, name, tags)),
        world -> put(world, World.ours(world.networks, name, tags).orElseThrow(), true).network());
  }

  private Entry.OfNetwork begin(World world, String name, Tags tags) {
    String cidr = Addresses.ofNextNetwork(world);
    NetworkId id = new NetworkId(world.nextId("network"));
    Network network = new Network(id, name, tags, cidr, false);
    return put(world, new Entry.OfNetwork(network, wire.now()), false);
  }

  private static Entry.OfNetwork put(World world, Entry.OfNetwork entry, boolean complete) {
    Network old = entry.network();
    Network network = new Network(old.id(), old.name(), old.tags(), old.cidr(), complete);
    Entry.OfNetwork changed = new Entry.OfNetwork(network, entry.createdAt());
    world.networks.put(changed.id(), changed);
    return changed;
  }

  @Override
  public List<Network> networks(Tags selector) {
    return wire.read(
        "networks.networks",
        "",
        world ->
            wire.listed(world.networks.values(), selector).stream()
                .map(Entry.OfNetwork::network)
                .toList());
  }

  @Override
  public void delete(NetworkId id) {
    wire.change(
        "networks.delete",
        id.value(),
        world -> beginDeleting(world, id),
        world -> world.networks.remove(id.value()) != null);
  }

  private static boolean beginDeleting(World world, NetworkId id) {
    if (world.machines.values().stream().anyMatch(machine -> machine.network().equals(id))) {
      throw new ProviderException.Conflict(
          "machines are in the network " + id, "Delete them first.");
    }
    return world.networks.computeIfPresent(id.value(), (key, old) -> put(world, old, false))
        != null;
  }
}
