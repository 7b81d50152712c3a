package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.plan.Action.SetUpBalancer;
import io.snapfleet.fleet.plan.Step;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps whatever balances a fleet's load in step with which web machines shall have traffic: those
 * that are joining or serving. While a fleet changes from one balancer to another it has both, and
 * both are told. Thread-safe.
 */
final class LoadBalancing {
  private static final Set<MachineState> WITH_TRAFFIC =
      EnumSet.of(MachineState.JOINING, MachineState.SERVING);

  private final FleetContext fleet;
  private final ProxyBalancer proxies;
  private final ProviderBalancer provider;
  private final List<Balancer> all;

  LoadBalancing(FleetContext fleet, MachineScripts scripts) {
    this.fleet = fleet;
    this.proxies = new ProxyBalancer(fleet, scripts);
    this.provider = new ProviderBalancer(fleet, scripts);
    this.all = List.of(proxies, provider);
  }

  /** Begins early with what changes that come later need. */
  void prepare() {
    all.forEach(Balancer::prepare);
  }

  /** Adds a healthy web machine; it serves when this returns. */
  void join(Step step, FleetMachine web) {
    fleet.save(web.in(MachineState.JOINING));
    all.forEach(balancer -> balancer.join(step, web));
    fleet.save(web.in(MachineState.SERVING));
  }

  /** Takes a web machine out; it has no open request when this returns. */
  void drain(Step step, FleetMachine web) {
    fleet.save(web.in(MachineState.DRAINING));
    all.forEach(balancer -> balancer.drain(step, web));
  }

  /** Gives a new proxy the machines that have traffic now; it serves when this returns. */
  void start(FleetMachine proxy) {
    fleet.save(proxy.in(MachineState.JOINING));
    proxies.tell();
    fleet.save(proxy.in(MachineState.SERVING));
  }

  /** Gives the provider's load balancer, made where it is missing, those that have traffic now. */
  void setUp(Step step, SetUpBalancer balancer) {
    provider.setUp(step, balancer);
  }

  static List<FleetMachine> withTraffic(TierName tier, List<FleetMachine> machines) {
    return machines.stream()
        .filter(machine -> machine.tier() == tier && WITH_TRAFFIC.contains(machine.state()))
        .toList();
  }
}
