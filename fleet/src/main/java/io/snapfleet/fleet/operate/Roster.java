package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.state.FleetLease;
import io.snapfleet.fleet.state.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The machines of a fleet that are not gone, for as long as one operation holds its lease: nobody
 * else writes about them meanwhile, so they are read from the store once, and every change is in
 * the store before it is here. One machine is saved by one thread at a time. Thread-safe.
 */
final class Roster {
  private final FleetLease lease;
  private final String operation;
  private final Map<String, FleetMachine> machines = new ConcurrentSkipListMap<>();

  Roster(Store store, FleetLease lease, String operation) {
    this.lease = lease;
    this.operation = operation;
    store.machines(lease.fleet()).forEach(machine -> machines.put(machine.name(), machine));
  }

  /** All of them, by name. */
  List<FleetMachine> machines() {
    return List.copyOf(machines.values());
  }

  Optional<FleetMachine> find(String name) {
    return Optional.ofNullable(machines.get(name));
  }

  void save(FleetMachine machine) {
    lease.saveMachine(machine, operation);
    if (machine.state() == MachineState.GONE) {
      machines.remove(machine.name());
    } else {
      machines.put(machine.name(), machine);
    }
  }
}
