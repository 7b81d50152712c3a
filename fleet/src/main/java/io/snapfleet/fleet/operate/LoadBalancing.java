package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.recipe.Stage;
import io.snapfleet.recipe.TierRecipe;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * Keeps the fleet's load balancers in step with which web machines shall have traffic: those that
 * are joining or serving. Changes that are asked for while the balancers are being told are told
 * together the next time. Thread-safe.
 */
final class LoadBalancing {
  private static final Set<MachineState> WITH_TRAFFIC =
      EnumSet.of(MachineState.JOINING, MachineState.SERVING);

  private final FleetContext fleet;
  private final MachineScripts scripts;

  /** Machines that have no open request any more. */
  private final Set<String> drained = ConcurrentHashMap.newKeySet();

  /** Counts changes that were asked for. */
  private final AtomicLong asked = new AtomicLong();

  /** Held while load balancers are told. */
  private final ReentrantLock telling = new ReentrantLock();

  /** How many of the changes asked for they have been told; changes under the lock. */
  private long told;

  LoadBalancing(FleetContext fleet, MachineScripts scripts) {
    this.fleet = fleet;
    this.scripts = scripts;
  }

  /** Opens the sessions with the load balancers there are, for changes that come later. */
  void prepare() {
    balancers().forEach(fleet.sessions()::prepare);
  }

  /** Adds a healthy web machine; it serves when this returns. */
  void join(FleetMachine web) {
    drained.remove(web.name());
    fleet.save(web.in(MachineState.JOINING));
    tell();
    fleet.save(web.in(MachineState.SERVING));
  }

  /** Gives a new load balancer the machines that have traffic now; it serves when this returns. */
  void start(FleetMachine balancer) {
    fleet.save(balancer.in(MachineState.JOINING));
    tell();
    fleet.save(balancer.in(MachineState.SERVING));
  }

  /** Takes a web machine out; it has no open request when this returns. */
  void drain(FleetMachine web) {
    fleet.save(web.in(MachineState.DRAINING));
    for (FleetMachine balancer : balancers()) {
      scripts.run(
          balancer, Stage.DRAIN, Map.of("BACKEND", web.name()), fleet.spec().deadlines().drain());
    }
    drained.add(web.name());
    tell();
  }

  /** Tells the load balancers what the machines are now, unless somebody else has meanwhile. */
  private void tell() {
    long mine = asked.incrementAndGet();
    telling.lock();
    try {
      if (told < mine) {
        long all = asked.get();
        List<FleetMachine> machines = fleet.machines();
        Map<String, String> backends = backends(machines);
        with(TierName.PROXY, machines).forEach(balancer -> reconcile(balancer, backends));
        told = all;
      }
    } finally {
      telling.unlock();
    }
  }

  private Map<String, String> backends(List<FleetMachine> machines) {
    int port = scripts.recipe(TierName.WEB).map(TierRecipe::port).orElse(80);
    String backends =
        with(TierName.WEB, machines).stream()
            .map(web -> "%s=%s:%d".formatted(web.name(), web.privateAddress(), port))
            .collect(Collectors.joining(" "));
    String draining =
        machines.stream()
            .filter(machine -> machine.state() == MachineState.DRAINING)
            .map(FleetMachine::name)
            .filter(name -> !drained.contains(name))
            .collect(Collectors.joining(" "));
    return Map.of("BACKENDS", backends, "DRAINING", draining);
  }

  private void reconcile(FleetMachine balancer, Map<String, String> backends) {
    scripts.run(balancer, Stage.BACKENDS, backends, fleet.spec().deadlines().configure());
  }

  private List<FleetMachine> balancers() {
    return with(TierName.PROXY, fleet.machines());
  }

  private static List<FleetMachine> with(TierName tier, List<FleetMachine> machines) {
    return machines.stream()
        .filter(machine -> machine.tier() == tier && WITH_TRAFFIC.contains(machine.state()))
        .toList();
  }
}
