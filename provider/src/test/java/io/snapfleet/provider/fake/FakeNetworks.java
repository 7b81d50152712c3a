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
        world ->
            World.ours(world.networks, name, tags)
                .orElseGet(() -> createNow(world, name, tags))
                .network());
  }

  private Entry.OfNetwork createNow(World world, String name, Tags tags) {
    String cidr = Addresses.ofNextNetwork(world);
    Network network = new Network(new NetworkId(world.nextId("network")), name, tags, cidr);
    Entry.OfNetwork entry = new Entry.OfNetwork(network, wire.now());
    world.networks.put(entry.id(), entry);
    return entry;
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
    wire.change("networks.delete", id.value(), world -> deleteNow(world, id));
  }

  private static boolean deleteNow(World world, NetworkId id) {
    if (world.machines.values().stream().anyMatch(machine -> machine.network().equals(id))) {
      throw new ProviderException.Conflict(
          "machines are in the network " + id, "Delete them first.");
    }
    return world.networks.remove(id.value()) != null;
  }
}
