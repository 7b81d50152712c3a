package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.DomainName;
import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.plan.Observed;
import io.snapfleet.fleet.plan.ObservedBalancer;
import io.snapfleet.fleet.state.Store;
import io.snapfleet.provider.api.AddressRecord;
import io.snapfleet.provider.api.Capability;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.MachineId;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.provider.api.Tags;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Looks at a fleet: lists by its tag what the provider has, and joins it with what the store
 * remembers. What an operation intended and the provider did, without us hearing of it, is adopted
 * here. Thread-safe.
 */
final class FleetObserver {
  private static final Set<MachineState> RUNNING =
      EnumSet.complementOf(
          EnumSet.of(MachineState.FAILED, MachineState.DELETING, MachineState.GONE));

  private final Store store;
  private final ProviderRetry retry;
  private final ListLag lag;

  FleetObserver(Surroundings surroundings) {
    this.store = surroundings.store();
    this.retry = surroundings.retry();
    this.lag = new ListLag(surroundings);
  }

  /**
   * What was seen.
   *
   * @param corrections machines whose memory differs from what exists, as they should be
   *     remembered; those that do not exist are GONE
   */
  record Sight(Observed observed, List<FleetMachine> corrections) {}

  Sight look(Provider provider, String fleet) {
    Tags tags = Tags.ofFleet(fleet);
    lag.await(provider, fleet);
    List<FleetMachine> memories = store.machines(fleet);
    List<Machine> machines = new ArrayList<>(retry.call(() -> provider.compute().machines(tags)));
    machines.addAll(unlisted(provider, memories, machines));
    Map<String, Machine> byName =
        machines.stream().collect(Collectors.toMap(Machine::name, Function.identity()));
    List<FleetMachine> remembered = new ArrayList<>();
    List<FleetMachine> corrections = new ArrayList<>();
    for (FleetMachine memory : memories) {
      Machine machine = byName.get(memory.name());
      FleetMachine corrected =
          machine == null ? memory.in(MachineState.GONE) : judge(adopt(memory, machine), machine);
      if (machine != null) {
        remembered.add(corrected);
      }
      if (!corrected.equals(memory)) {
        corrections.add(corrected);
      }
    }
    return new Sight(
        new Observed(
            retry.call(() -> provider.networks().networks(tags)),
            retry.call(() -> provider.firewalls().firewalls(tags)),
            retry.call(() -> provider.blockStorage().volumes(tags)),
            machines,
            remembered,
            Set.of(),
            provider.capabilities(),
            domain(provider, fleet),
            balancers(provider, tags),
            earlierWishes(fleet)),
        corrections);
  }

  private List<FleetSpec> earlierWishes(String fleet) {
    Optional<FleetRecord> record =
        store.fleet(fleet).filter(known -> known.state() != FleetRecord.State.DOWN);
    if (record.isEmpty()) {
      return List.of();
    }
    List<FleetSpec> wishes = new ArrayList<>(List.of(record.get().spec()));
    store.cutOffOperation(fleet).map(Operation::wanted).ifPresent(wishes::add);
    return wishes;
  }

  private List<ObservedBalancer> balancers(Provider provider, Tags tags) {
    if (!provider.capabilities().contains(Capability.LOAD_BALANCERS)) {
      return List.of();
    }
    return retry.call(() -> provider.loadBalancers().balancers(tags)).stream()
        .map(
            one ->
                new ObservedBalancer(
                    one, retry.call(() -> provider.loadBalancers().members(one.id()))))
        .toList();
  }

  /** What the domain of the fleet, as it was wanted last, stands for. */
  private List<AddressRecord> domain(Provider provider, String fleet) {
    if (!provider.capabilities().contains(Capability.DNS)) {
      return List.of();
    }
    return store
        .fleet(fleet)
        .flatMap(record -> DomainName.of(record.spec().site()))
        .map(name -> retry.call(() -> provider.dns().records(name.zone(), name.name())))
        .orElse(List.of());
  }

  /** Machines we know the ids of, and that a list which lags behind does not show. */
  private List<Machine> unlisted(
      Provider provider, List<FleetMachine> memories, List<Machine> listed) {
    Set<String> names = listed.stream().map(Machine::name).collect(Collectors.toSet());
    return memories.stream()
        .filter(memory -> !names.contains(memory.name()))
        .flatMap(memory -> Optional.ofNullable(memory.providerId()).stream())
        .flatMap(id -> retry.call(() -> provider.compute().machine(new MachineId(id))).stream())
        .toList();
  }

  /** A machine that does not run has no traffic and can be told nothing. */
  private static FleetMachine judge(FleetMachine memory, Machine machine) {
    boolean ended =
        machine.state() == Machine.State.STOPPED || machine.state() == Machine.State.FAILED;
    return ended && RUNNING.contains(memory.state())
        ? memory.failed(
            "it is %s at the provider".formatted(machine.state().name().toLowerCase(Locale.ROOT)))
        : memory;
  }

  private static FleetMachine adopt(FleetMachine memory, Machine machine) {
    boolean known =
        machine.id().value().equals(memory.providerId())
            && Objects.equals(machine.address(), memory.address())
            && Objects.equals(machine.privateAddress(), memory.privateAddress());
    if (known || memory.state() == MachineState.FAILED) {
      return memory;
    }
    FleetMachine adopted =
        memory.created(machine.id().value(), machine.address(), machine.privateAddress());
    return memory.state() == MachineState.CREATING ? adopted : adopted.in(memory.state());
  }
}
