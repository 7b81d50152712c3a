package io.snapfleet.fleet.plan;

import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.recipe.Recipe;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What web machines that serve have otherwise than is wanted now, because the fleet file said
 * something else when they were made. A reason each, or nothing.
 *
 * @param configuration what configuring them anew changes
 * @param software what only installing them anew changes
 */
record ChangedWishes(Optional<String> configuration, Optional<String> software) {
  static ChangedWishes of(Desired desired, Observed observed) {
    Recipe recipe = desired.recipe();
    Map<String, String> configuration = new TreeMap<>();
    Map<String, String> software = new TreeMap<>();
    for (FleetSpec earlier : observed.earlierWishes()) {
      configuration.putAll(
          changed(configuration(earlier, recipe), configuration(desired.spec(), recipe)));
      software.putAll(
          changed(
              FrozenSettings.ofSoftware(earlier, recipe),
              FrozenSettings.ofSoftware(desired.spec(), recipe)));
    }
    return new ChangedWishes(reason(configuration), reason(software));
  }

  /** What scripts are told and may put anywhere, by path in the fleet file. */
  private static Map<String, String> configuration(FleetSpec spec, Recipe recipe) {
    Map<String, String> told = new TreeMap<>();
    told.put("site.title", spec.site().title());
    spec.application()
        .settings()
        .forEach(
            (name, value) -> {
              if (!recipe.frozen().contains(name)) {
                told.put(FrozenSettings.SETTING + name, value);
              }
            });
    return told;
  }

  private static Map<String, String> changed(Map<String, String> from, Map<String, String> to) {
    Map<String, String> changed = new TreeMap<>(to);
    changed
        .entrySet()
        .removeIf(entry -> Objects.equals(entry.getValue(), from.get(entry.getKey())));
    return changed;
  }

  private static Optional<String> reason(Map<String, String> changed) {
    return changed.isEmpty()
        ? Optional.empty()
        : Optional.of(changed.keySet().stream().collect(Collectors.joining(", ")) + " changed");
  }
}
