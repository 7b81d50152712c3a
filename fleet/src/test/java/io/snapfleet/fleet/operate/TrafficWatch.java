package io.snapfleet.fleet.operate;

import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.MachineId;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.fake.Call;
import io.snapfleet.provider.fake.FakeProvider;
import io.snapfleet.provider.fake.FaultPlan;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Sees whether a machine is deleted that a load balancer sends traffic to. Thread-safe. */
final class TrafficWatch implements FaultPlan {
  private final FakeProvider provider;
  private final List<String> offences = new CopyOnWriteArrayList<>();

  TrafficWatch(FakeProvider provider) {
    this.provider = provider;
  }

  @Override
  public void before(Call call) {
    if (call.name().equals("compute.delete")) {
      provider.compute().machine(new MachineId(call.subject())).ifPresent(this::judge);
    }
  }

  private void judge(Machine machine) {
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

  List<String> offences() {
    return offences;
  }
}
