package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.plan.Observed;
import io.snapfleet.fleet.state.Store;
import io.snapfleet.provider.api.Capability;
import io.snapfleet.provider.api.Machine;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps a fleet where its machines are, and its hands off machines that another home has under the
 * same name.
 */
record FleetPlace(Store store) {
  /** Machines at the former place would be seen by nobody any more, and run for ever. */
  void refuseOther(FleetSpec wanted) {
    String location = wanted.provider().location();
    up(wanted.fleet())
        .map(fleet -> fleet.spec().provider().location())
        .filter(present -> !present.equals(location))
        .ifPresent(present -> refuseToMove(wanted.fleet(), present, location));
  }

  private static void refuseToMove(String fleet, String from, String to) {
    throw OperationException.badRequest(
        "fleet %s is at provider %s, and cannot become one at provider %s while it is up"
            .formatted(fleet, from, to),
        "provider",
        "take it down first ('snapfleet down %s'), or give the new fleet a name of its own"
            .formatted(fleet));
  }

  /**
   * What carries the label of a fleet that is not up here was made by somebody else, where a
   * provider serves more than one home.
   *
   * @param where the name was given, for the message
   */
  void refuseStrangers(String fleet, Observed observed, String where) {
    Set<String> own =
        observed.remembered().stream().map(FleetMachine::name).collect(Collectors.toSet());
    String strangers =
        observed.machines().stream()
            .map(Machine::name)
            .filter(name -> !own.contains(name))
            .sorted()
            .collect(Collectors.joining(", "));
    boolean shared = !observed.capabilities().contains(Capability.ONE_HOME);
    if (shared && !strangers.isEmpty() && up(fleet).isEmpty()) {
      throw OperationException.badRequest(
          "the provider has machines of a fleet %s that was not made from here: %s"
              .formatted(fleet, strangers),
          where,
          "work with it from the SNAPFLEET_HOME that made it, or give this one another name; what"
              + " nobody needs any more is deleted at the provider");
    }
  }

  private Optional<FleetRecord> up(String fleet) {
    return store.fleet(fleet).filter(known -> known.state() != FleetRecord.State.DOWN);
  }
}
