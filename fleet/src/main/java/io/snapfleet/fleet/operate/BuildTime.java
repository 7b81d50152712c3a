package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.BuildMethod;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.model.Transition;
import io.snapfleet.fleet.state.Store;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How long it took to build all of a fleet.
 *
 * @param fromScratch how long one with as many machines took last that was installed from scratch;
 *     null where none is known, and of one that was
 */
public record BuildTime(Duration took, @Nullable Duration fromScratch) {
  /** That of the fleet's newest operation; nothing where it did anything less. */
  static Optional<BuildTime> ofNewest(String fleet, Store store) {
    Optional<Operation> newest = store.newestOperation(fleet).filter(BuildTime::isDeployed);
    if (newest.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Set<String>> launched = launched(store.transitions(fleet));
    return newest
        .filter(build -> isWhole(build, launched))
        .map(
            build ->
                new BuildTime(build.took(), fromScratch(build, store.operations(fleet), launched)));
  }

  private static @Nullable Duration fromScratch(
      Operation build, List<Operation> newestFirst, Map<String, Set<String>> launched) {
    return newestFirst.stream()
        .filter(one -> build.setId() != null && one.setId() == null)
        .filter(one -> isDeployed(one) && isWhole(one, launched))
        .filter(one -> wanted(one).method() == BuildMethod.REGULAR)
        .filter(one -> machines(wanted(one)).equals(machines(wanted(build))))
        .map(Operation::took)
        .findFirst()
        .orElse(null);
  }

  private static boolean isDeployed(Operation one) {
    return one.kind() == Operation.Kind.DEPLOY
        && one.status() == Operation.Status.DONE
        && one.wanted() != null;
  }

  /** Whether it launched as many machines as the fleet was to have. */
  private static boolean isWhole(Operation one, Map<String, Set<String>> launched) {
    int all = machines(wanted(one)).values().stream().mapToInt(Integer::intValue).sum();
    return launched.getOrDefault(one.id(), Set.of()).size() == all;
  }

  /** Names of machines by the operation that launched them. */
  private static Map<String, Set<String>> launched(List<Transition> transitions) {
    return transitions.stream()
        .filter(one -> one.state() == MachineState.CREATING)
        .collect(
            Collectors.groupingBy(
                Transition::operation,
                Collectors.mapping(Transition::machine, Collectors.toSet())));
  }

  private static Map<TierName, Integer> machines(FleetSpec spec) {
    return spec.tiers().entrySet().stream()
        .filter(tier -> tier.getValue().machines() > 0)
        .collect(Collectors.toMap(Map.Entry::getKey, tier -> tier.getValue().machines()));
  }

  private static FleetSpec wanted(Operation one) {
    return Objects.requireNonNull(one.wanted(), "what it wanted");
  }
}
