package io.snapfleet.provider.api;

import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The names that things to be made shall have. A thing of the same fleet that has its name already
 * is taken for it, and is not in the way.
 *
 * @param owner labels of the fleet the things are for
 */
public record WantedNames(
    Tags owner,
    Set<String> machines,
    Set<String> networks,
    Set<String> firewalls,
    Set<String> volumes,
    Set<String> balancers) {
  public static final WantedNames NONE =
      new WantedNames(new Tags(Map.of()), Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

  public WantedNames {
    Objects.requireNonNull(owner, "owner");
    machines = Set.copyOf(machines);
    networks = Set.copyOf(networks);
    firewalls = Set.copyOf(firewalls);
    volumes = Set.copyOf(volumes);
    balancers = Set.copyOf(balancers);
  }
}
