package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.plan.Step;
import io.snapfleet.recipe.Stage;
import io.snapfleet.recipe.TierRecipe;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * The fleet's own proxy machines, which a script tells. Changes that are asked for while they are
 * being told are told together the next time.
 */
final class ProxyBalancer implements Balancer {
  private final FleetContext fleet;
  private final MachineScripts scripts;

  /** Machines that have no open request any more. */
  private final Set<String> drained = ConcurrentHashMap.newKeySet();

  /** Counts changes that were asked for. */
  private final AtomicLong asked = new AtomicLong();

  /** Held while proxies are told. */
  private final ReentrantLock telling = new ReentrantLock();

  /** How many of the changes asked for they have been told; changes under the lock. */
  private long told;

  ProxyBalancer(FleetContext fleet, MachineScripts scripts) {
    this.fleet = fleet;
    this.scripts = scripts;
  }

  /** Opens the sessions with the proxies there are. */
  @Override
  public void prepare() {
    proxies().forEach(fleet.sessions()::prepare);
  }

  @Override
  public void join(Step step, FleetMachine web) {
    drained.remove(web.name());
    tell();
  }

  @Override
  public void drain(Step step, FleetMachine web) {
    for (FleetMachine proxy : proxies()) {
      scripts.run(
          proxy, Stage.DRAIN, Map.of("BACKEND", web.name()), fleet.spec().deadlines().drain());
    }
    drained.add(web.name());
    tell();
  }

  /** Tells the proxies what the machines are now, unless somebody else has meanwhile. */
  void tell() {
    long mine = asked.incrementAndGet();
    telling.lock();
    try {
      if (told < mine) {
        long all = asked.get();
        List<FleetMachine> machines = fleet.machines();
        Map<String, String> backends = backends(machines);
        LoadBalancing.withTraffic(TierName.PROXY, machines)
            .forEach(proxy -> reconcile(proxy, backends));
        told = all;
      }
    } finally {
      telling.unlock();
    }
  }

  private Map<String, String> backends(List<FleetMachine> machines) {
    int port = scripts.recipe(TierName.WEB).map(TierRecipe::port).orElse(80);
    String backends =
        LoadBalancing.withTraffic(TierName.WEB, machines).stream()
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

  private void reconcile(FleetMachine proxy, Map<String, String> backends) {
    scripts.run(proxy, Stage.BACKENDS, backends, fleet.spec().deadlines().configure());
  }

  private List<FleetMachine> proxies() {
    return LoadBalancing.withTraffic(TierName.PROXY, fleet.machines());
  }
}
