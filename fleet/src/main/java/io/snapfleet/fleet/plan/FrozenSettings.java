package io.snapfleet.fleet.plan;

import io.snapfleet.fleet.model.ApplicationSpec.SourceSpec;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The settings that are fixed in images when they are taken: a machine booted from one has the
 * value of that time, whatever the fleet file says now.
 */
public final class FrozenSettings {
  private FrozenSettings() {}

  /**
   * A frozen setting whose value in the set is not the wanted one.
   *
   * @param inSet null where the set has none
   * @param wanted null where the fleet file has none
   */
  public record Difference(String name, @Nullable String inSet, @Nullable String wanted) {
    public String sentence() {
      return "%s is %s in the snapshot set and %s in the fleet file"
          .formatted(name, shown(inSet), shown(wanted));
    }

    private static String shown(@Nullable String value) {
      return value == null ? "not set" : "'" + value + "'";
    }
  }

  /** The frozen settings of a fleet as it is specified now, by name. */
  public static Map<String, String> of(FleetSpec spec, Recipe recipe) {
    Map<String, String> frozen = new TreeMap<>();
    frozen.put("recipe", recipe.name());
    SourceSpec source = spec.application().source();
    if (source != null && source.sha256() != null) {
      frozen.put("source.sha256", source.sha256());
    }
    spec.tiers().forEach((tier, one) -> frozen.put("size." + tier.text(), one.size()));
    for (String name : recipe.frozen()) {
      String value = spec.application().settings().get(name);
      if (value != null) {
        frozen.put("settings." + name, value);
      }
    }
    return frozen;
  }

  /** What differs between a set and the fleet that is to be built from it, by name. */
  public static List<Difference> differences(SnapshotSet set, FleetSpec spec, Recipe recipe) {
    Map<String, String> wanted = of(spec, recipe);
    TreeSet<String> names = new TreeSet<>(wanted.keySet());
    names.addAll(set.frozen().keySet());
    List<Difference> differences = new ArrayList<>();
    for (String name : names) {
      String inSet = set.frozen().get(name);
      if (!Objects.equals(inSet, wanted.get(name))) {
        differences.add(new Difference(name, inSet, wanted.get(name)));
      }
    }
    return differences;
  }
}
