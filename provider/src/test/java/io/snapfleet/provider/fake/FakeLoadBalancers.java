package io.snapfleet.provider.fake;

import io.snapfleet.provider.api.LoadBalancer;
import io.snapfleet.provider.api.LoadBalancerId;
import io.snapfleet.provider.api.LoadBalancerRequest;
import io.snapfleet.provider.api.LoadBalancers;
import io.snapfleet.provider.api.MachineId;
import io.snapfleet.provider.api.Tags;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Load balancers, which are remembered with their members and balance nothing. */
record FakeLoadBalancers(Wire wire) implements LoadBalancers {
  private static final Duration JOIN_LAG = Duration.ofSeconds(10);

  @Override
  public LoadBalancer create(LoadBalancerRequest request) {
    return wire.change(
        "loadBalancers.create",
        request.name(),
        world ->
            World.ours(world.balancers, request.name(), request.tags())
                .orElseGet(() -> createNow(world, request))
                .balancer());
  }

  private Entry.OfBalancer createNow(World world, LoadBalancerRequest request) {
    World.need(world.networks, "network", request.network().value());
    String address = Addresses.ofNextMachine(world, request.network());
    LoadBalancerId id = new LoadBalancerId(world.nextId("balancer"));
    LoadBalancer balancer = new LoadBalancer(id, request.name(), request.tags(), address);
    Entry.OfBalancer entry = new Entry.OfBalancer(balancer, Set.of(), wire.now());
    world.balancers.put(entry.id(), entry);
    return entry;
  }

  @Override
  public List<LoadBalancer> balancers(Tags selector) {
    return wire.read(
        "loadBalancers.balancers",
        "",
        world ->
            wire.listed(world.balancers.values(), selector).stream()
                .map(Entry.OfBalancer::balancer)
                .toList());
  }

  @Override
  public Optional<LoadBalancer> balancer(LoadBalancerId id) {
    return wire.read("loadBalancers.balancer", id.value(), world -> find(world, id))
        .map(Entry.OfBalancer::balancer);
  }

  @Override
  public void join(LoadBalancerId balancer, MachineId machine) {
    wire.change(
        "loadBalancers.join",
        machine.value(),
        world -> {
          World.need(world.machines, "machine", machine.value());
          Entry.OfBalancer old = World.need(world.balancers, "load balancer", balancer.value());
          Set<MachineId> members = new HashSet<>(old.members());
          return members.add(machine) && replace(world, old, members);
        });
  }

  @Override
  public Duration joinLag() {
    return JOIN_LAG;
  }

  @Override
  public void leave(LoadBalancerId balancer, MachineId machine) {
    wire.change(
        "loadBalancers.leave",
        machine.value(),
        world ->
            find(world, balancer)
                .map(old -> replace(world, old, without(old.members(), machine)))
                .orElse(false));
  }

  private static Set<MachineId> without(Set<MachineId> members, MachineId machine) {
    Set<MachineId> rest = new HashSet<>(members);
    rest.remove(machine);
    return rest;
  }

  private static boolean replace(World world, Entry.OfBalancer old, Set<MachineId> members) {
    world.balancers.put(old.id(), new Entry.OfBalancer(old.balancer(), members, old.createdAt()));
    return true;
  }

  /** A machine that was deleted is no member. */
  @Override
  public Set<MachineId> members(LoadBalancerId balancer) {
    return wire.read(
        "loadBalancers.members",
        balancer.value(),
        world -> {
          Set<MachineId> members =
              new HashSet<>(find(world, balancer).map(Entry.OfBalancer::members).orElse(Set.of()));
          members.removeIf(machine -> !world.machines.containsKey(machine.value()));
          return members;
        });
  }

  @Override
  public void delete(LoadBalancerId id) {
    wire.change(
        "loadBalancers.delete", id.value(), world -> world.balancers.remove(id.value()) != null);
  }

  private static Optional<Entry.OfBalancer> find(World world, LoadBalancerId id) {
    return Optional.ofNullable(world.balancers.get(id.value()));
  }
}
