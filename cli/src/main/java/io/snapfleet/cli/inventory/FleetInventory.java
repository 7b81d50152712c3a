package io.snapfleet.cli.inventory;

import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.operate.FleetEngine;
import io.snapfleet.remote.RemoteTarget;
import io.snapfleet.remote.SshAddress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The machines of fleets: each in the groups {@code FLEET}, {@code FLEET_TIER} and {@code
 * tier_TIER}. Ansible allows letters, digits and underscores in a group's name, so that other
 * characters of a fleet's name become underscores.
 */
final class FleetInventory {
  private final FleetEngine engine;
  private final @Nullable LoginFiles logins;

  /**
   * @param logins where to put what Ansible needs to log in; null for an inventory without
   */
  FleetInventory(FleetEngine engine, @Nullable LoginFiles logins) {
    this.engine = engine;
    this.logins = logins;
  }

  /** Of these fleets, or of all that run; a throw-away fleet is no fleet here. */
  Inventory of(List<String> names) {
    Inventory inventory = new Inventory();
    List<String> wanted = names.isEmpty() ? running() : names;
    wanted.forEach(name -> engine.machines(name).forEach(machine -> add(machine, inventory)));
    return inventory;
  }

  private List<String> running() {
    return engine.fleets().stream()
        .filter(fleet -> fleet.state() != FleetRecord.State.DOWN)
        .map(FleetRecord::name)
        .filter(name -> !engine.isThrowAway(name))
        .toList();
  }

  private void add(FleetMachine machine, Inventory inventory) {
    if (machine.address() == null) {
      return;
    }
    String fleet = machine.fleet().replaceAll("[^A-Za-z0-9_]", "_");
    String tier = machine.tier().text();
    List<String> groups = List.of(fleet, fleet + "_" + tier, "tier_" + tier);
    inventory.add(machine.name(), groups, variables(machine));
  }

  private Map<String, Object> variables(FleetMachine machine) {
    RemoteTarget target = engine.target(machine);
    SshAddress address = SshAddress.parse(target.address());
    Map<String, Object> variables = new TreeMap<>();
    variables.put("ansible_host", address.host());
    variables.put("ansible_port", address.port());
    variables.put("ansible_user", "root");
    variables.put("snapfleet_fleet", machine.fleet());
    variables.put("snapfleet_tier", machine.tier().text());
    variables.put("snapfleet_state", machine.state().text());
    variables.put("snapfleet_image", machine.image());
    if (logins != null) {
      variables.putAll(logins.write(machine.fleet(), target));
    }
    return variables;
  }
}
