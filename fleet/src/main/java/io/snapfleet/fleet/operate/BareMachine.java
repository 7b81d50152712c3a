package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.ApplicationSpec;
import io.snapfleet.fleet.model.BackupSpec;
import io.snapfleet.fleet.model.Deadlines;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.ProviderSpec;
import io.snapfleet.fleet.model.SiteSpec;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.model.TierSpec;
import io.snapfleet.recipe.Recipe;
import io.snapfleet.recipe.SourceRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A machine as its image makes it: a fleet of one machine, with no application. */
final class BareMachine {
  /** No recipe that a fleet file can name is called so. */
  private static final String RECIPE = "(none)";

  private static final Recipe NOTHING =
      new Recipe(
          RECIPE, "1", "No application", Map.of(), Map.of(), List.of(), List.of(), SourceRule.NONE);

  private static final Duration BOOT = Duration.ofMinutes(5);

  private BareMachine() {}

  /** These recipes, and that of no application. */
  static Recipes beside(Recipes others) {
    return name -> name.equals(RECIPE) ? NOTHING : others.find(name);
  }

  static FleetSpec spec(String name, ProviderSpec provider) {
    Deadlines usual = Deadlines.DEFAULT;
    return new FleetSpec(
        name,
        provider,
        new ApplicationSpec(RECIPE, Map.of(), null),
        SiteSpec.unpublished(name),
        Map.of(TierName.WEB, new TierSpec(1, "small", 0)),
        new Deadlines(
            BOOT,
            usual.install(),
            usual.configure(),
            usual.healthy(),
            usual.drain(),
            usual.backup()),
        BackupSpec.DEFAULT);
  }
}
