package io.snapfleet.fleet.operate;

import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.MachineId;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.fake.Call;
import io.snapfleet.provider.fake.FakeProvider;
import io.snapfleet.provider.fake.FaultPlan;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * Sees whether a machine is deleted that a load balancer sends traffic to, and which ones the
 * provider's sends to after each change. Thread-safe.
 */
final class TrafficWatch implements FaultPlan {
  private final FakeProvider provider;
  private final List<String> offences = new CopyOnWriteArrayList<>();
  private final List<Set<MachineId>> memberships = new CopyOnWriteArrayList<>();

  TrafficWatch(FakeProvider provider) {
    this.provider = provider;
  }

  @Override
  public void before(Call call) {
    if (call.name().equals("compute.delete")) {
      provider.compute().machine(new MachineId(call.subject())).ifPresent(this::judge);
    }
  }

  @Override
  public void after(Call call) {
    if (call.name().equals("loadBalancers.leave") || call.name().equals("loadBalancers.join")) {
      memberships.add(members());
    }
  }

  private Set<MachineId> members() {
    return provider.loadBalancers().balancers(Tags.ofFleet(Controller.FLEET)).stream()
        .flatMap(balancer -> provider.loadBalancers().members(balancer.id()).stream())
        .collect(Collectors.toSet());
  }

  private void judge(Machine machine) {
    if (members().contains(machine.id())) {
      offences.add(machine.name() + " is deleted as a member");
    }
    provider.compute().machines(Tags.ofFleet(Controller.FLEET)).stream()
        .flatMap(other -> backends(other.id()).lines())
        .filter(line -> line.startsWith(machine.name() + "="))
        .forEach(line -> offences.add(line + " is deleted"));
  }

  /** Empty for one that is gone by now. */
  private String backends(MachineId machine) {
    try {
      return provider.guest(machine).read(TinyMachine.BACKENDS).orElse("");
    } catch (ProviderException.NotFound gone) {
      return "";
    }
  }

  /** The members of the provider's load balancer after each change of them. */
  List<Set<MachineId>> memberships() {
    return memberships;
  }

  List<String> offences() {
    return offences;
  }
}
