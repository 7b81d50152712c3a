package io.snapfleet.fleet.spec;

import io.snapfleet.fleet.model.TierName;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Holds a fleet file against what its recipe understands. */
public interface RecipeCheck {

  /**
   * Changes nothing and reports everything that is wrong.
   *
   * @throws io.snapfleet.recipe.RecipeException where the recipe itself cannot be used
   */
  Verdict check(Application application);

  /**
   * What a recipe may judge.
   *
   * @param recipe a name, or the absolute path of a directory
   * @param settings as in the file
   * @param machines how many of each tier; empty where the file's tiers are unsound
   * @param hasSource whether the file has a source, sound or not
   */
  record Application(
      String recipe,
      Map<String, String> settings,
      Map<TierName, Integer> machines,
      boolean hasSource) {
    public Application {
      Objects.requireNonNull(recipe, "recipe");
      settings = Map.copyOf(settings);
      machines = Map.copyOf(machines);
    }
  }

  /**
   * @param settings the file's settings with the recipe's defaults filled in
   * @param faults with paths from the top of the file, such as {@code application.settings.x}
   */
  record Verdict(Map<String, String> settings, List<Fault> faults) {
    public Verdict {
      settings = Map.copyOf(settings);
      faults = List.copyOf(faults);
    }
  }
}
