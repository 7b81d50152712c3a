package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.ApplicationSpec;
import io.snapfleet.fleet.model.BackupSpec;
import io.snapfleet.fleet.model.Deadlines;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.ImageTrial;
import io.snapfleet.fleet.model.ProviderSpec;
import io.snapfleet.fleet.model.SiteSpec;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.SnapshotSet.TierImage;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.model.TierSpec;
import io.snapfleet.fleet.plan.FrozenSettings;
import io.snapfleet.recipe.Recipe;
import io.snapfleet.recipe.Setting;
import io.snapfleet.recipe.SourceRule;
import io.snapfleet.recipe.TierRecipe;
import io.snapfleet.remote.secret.Secret;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Drafts of trials: what is made to try an image. */
final class TrialDraft {
  private static final String MARK = "-gate-";
  private static final String NOBODYS = "image";
  private static final String SIZE = "small";
  private static final long VOLUME_BYTES = 1L << 30;

  private final Surroundings surroundings;
  private final String id;

  TrialDraft(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.id = surroundings.ids().get();
  }

  /** A machine of the image, and nothing on it. */
  TrialCandidate bare(ProviderSpec provider, String image) {
    FleetSpec spec = BareMachine.spec(name(NOBODYS), provider);
    Recipe recipe = surroundings.recipes().find(spec.application().recipe());
    return new TrialCandidate(
        trial(provider, List.of(image), null, null), spec, source(spec, recipe, image), Map.of());
  }

  /** The image as a recipe's web machine; machines of its other tiers are installed. */
  TrialCandidate ofRecipe(ProviderSpec provider, String image, String recipeName) {
    Recipe recipe = surroundings.recipes().find(recipeName);
    FleetSpec spec =
        new FleetSpec(
            name(NOBODYS),
            provider,
            new ApplicationSpec(recipeName, settings(recipe), null),
            SiteSpec.unpublished(recipe.name()),
            tiers(recipe),
            Deadlines.DEFAULT,
            BackupSpec.DEFAULT);
    return new TrialCandidate(
        trial(provider, List.of(image), recipeName, null),
        spec,
        source(spec, recipe, image),
        Map.of());
  }

  private static Map<String, String> settings(Recipe recipe) {
    if (recipe.source() == SourceRule.REQUIRED) {
      throw needsFleet(recipe, "files of the user's");
    }
    Map<String, String> settings = new HashMap<>();
    for (Map.Entry<String, Setting> setting : recipe.settings().entrySet()) {
      settings.put(
          setting.getKey(),
          Optional.ofNullable(setting.getValue().byDefault())
              .orElseThrow(() -> needsFleet(recipe, "the setting " + setting.getKey())));
    }
    return settings;
  }

  private static OperationException needsFleet(Recipe recipe, String what) {
    return OperationException.badRequest(
        "recipe %s needs %s, which only a fleet says".formatted(recipe.name(), what),
        "--recipe",
        "name a fleet that has them: --fleet FLEET");
  }

  private static Map<TierName, TierSpec> tiers(Recipe recipe) {
    Map<TierName, TierSpec> tiers = new EnumMap<>(TierName.class);
    recipe.tiers().stream()
        .map(TierRecipe::tier)
        .flatMap(tier -> TierName.of(tier).stream())
        .filter(tier -> tier != TierName.PROXY)
        .forEach(tier -> tiers.put(tier, new TierSpec(1, SIZE, VOLUME_BYTES)));
    return tiers;
  }

  /** The image as a fleet's web machine; machines of its other tiers are installed. */
  TrialCandidate ofFleet(FleetRecord fleet, String image) {
    FleetSpec spec = DrillFleet.spec(fleet.spec(), name(fleet.name()));
    Recipe recipe = surroundings.recipes().find(spec.application().recipe());
    return ofFleet(fleet, source(spec, recipe, image), List.of(image), Map.of());
  }

  /**
   * What a fleet would have of a set, in its own small copy.
   *
   * @param images those of the set's that are judged
   * @param inherited credentials of which those that are bound to the set's data are needed
   */
  TrialCandidate ofFleet(
      FleetRecord fleet, SnapshotSet set, List<String> images, Map<String, Secret> inherited) {
    FleetSpec spec = DrillFleet.spec(fleet.spec(), name(fleet.name()));
    String recipe = spec.application().recipe();
    return new TrialCandidate(
        trial(spec.provider(), images, recipe, fleet.name()), spec, set, inherited);
  }

  private String name(String fleet) {
    return ThrowAwayFleets.name(fleet, MARK, id);
  }

  private ImageTrial trial(
      ProviderSpec provider, List<String> images, @Nullable String recipe, @Nullable String fleet) {
    return new ImageTrial(
        id,
        provider,
        images,
        recipe,
        fleet,
        name(fleet == null ? NOBODYS : fleet),
        ImageTrial.State.RUNNING,
        false,
        surroundings.clock().instant(),
        null,
        null);
  }

  private SnapshotSet source(FleetSpec spec, Recipe recipe, String image) {
    TierImage web = new TierImage(image, "", SIZE, 0, 0, List.of(), List.of());
    return new SnapshotSet(
        id,
        spec.fleet(),
        SnapshotSet.State.TAKING,
        surroundings.clock().instant(),
        spec,
        recipe.version(),
        FrozenSettings.of(spec, recipe),
        null,
        Map.of(TierName.WEB, web));
  }
}
