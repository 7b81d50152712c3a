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
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * Keeps the fleet's load balancers in step with which web machines shall have traffic: those that
 * are joining or serving. Thread-safe; one change at a time.
 */
final class LoadBalancing {
  private static final Set<MachineState> WITH_TRAFFIC =
      EnumSet.of(MachineState.JOINING, MachineState.SERVING);

  private final FleetContext fleet;
  private final MachineScripts scripts;
  private final ReentrantLock oneAtATime = new ReentrantLock();

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
    locked(
        () -> {
          fleet.save(web.in(MachineState.JOINING));
          balancers().forEach(this::reconcile);
          fleet.save(web.in(MachineState.SERVING));
        });
  }

  /** Gives a new load balancer the machines that have traffic now; it serves when this returns. */
  void start(FleetMachine balancer) {
    locked(
        () -> {
          fleet.save(balancer.in(MachineState.JOINING));
          reconcile(balancer);
          fleet.save(balancer.in(MachineState.SERVING));
        });
  }

  /** Takes a web machine out; it has no open request when this returns. */
  void drain(FleetMachine web) {
    fleet.save(web.in(MachineState.DRAINING));
    for (FleetMachine balancer : balancers()) {
      scripts.run(
          balancer, Stage.DRAIN, Map.of("BACKEND", web.name()), fleet.spec().deadlines().drain());
    }
    locked(() -> balancers().forEach(this::reconcile));
  }

  private void reconcile(FleetMachine balancer) {
    int port = scripts.recipe(TierName.WEB).map(TierRecipe::port).orElse(80);
    String backends =
        withTraffic(TierName.WEB).stream()
            .map(web -> "%s=%s:%d".formatted(web.name(), web.privateAddress(), port))
            .collect(Collectors.joining(" "));
    scripts.run(
        balancer,
        Stage.BACKENDS,
        Map.of("BACKENDS", backends),
        fleet.spec().deadlines().configure());
  }

  private List<FleetMachine> balancers() {
    return withTraffic(TierName.PROXY);
  }

  private List<FleetMachine> withTraffic(TierName tier) {
    return fleet.store().machines(fleet.fleet()).stream()
        .filter(machine -> machine.tier() == tier && WITH_TRAFFIC.contains(machine.state()))
        .toList();
  }

  private void locked(Runnable change) {
    oneAtATime.lock();
    try {
      change.run();
    } finally {
      oneAtATime.unlock();
    }
  }
}
