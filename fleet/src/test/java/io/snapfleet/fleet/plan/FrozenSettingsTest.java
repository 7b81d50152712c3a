package io.snapfleet.fleet.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.fleet.model.ApplicationSpec;
import io.snapfleet.fleet.model.ApplicationSpec.SourceSpec;
import io.snapfleet.fleet.model.BackupSpec;
import io.snapfleet.fleet.model.Deadlines;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.ProviderSpec;
import io.snapfleet.fleet.model.SiteSpec;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.model.TierSpec;
import io.snapfleet.fleet.spec.Recipes;
import io.snapfleet.recipe.Recipe;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrozenSettingsTest {
  private static final SourceSpec SOURCE = new SourceSpec("/srv/a.zip", "0a".repeat(32));

  @Test
  void recipeSourceFrozenSettingsAndSizesAreRecorded() {
    assertThat(FrozenSettings.of(spec("de_DE", "medium", SOURCE), Recipes.WORDPRESS))
        .isEqualTo(
            Map.of(
                "application.recipe", "wordpress",
                "application.source", "0a".repeat(32),
                "application.settings.language", "de_DE",
                "tiers.web.size", "medium"));
  }

  @Test
  void theSameSettingsGiveNoReport() {
    FleetSpec spec = spec("de_DE", "medium", SOURCE);
    assertThat(FrozenSettings.differences(set(spec), spec, Recipes.WORDPRESS)).isEmpty();
  }

  @Test
  void settingsThatAreNotFrozenMayDiffer() {
    FleetSpec taken = spec("de_DE", "medium", SOURCE);
    FleetSpec wanted =
        with(taken, new SiteSpec("Another title", "127.0.0.1", 8080), taken.application());
    assertThat(FrozenSettings.differences(set(taken), wanted, Recipes.WORDPRESS)).isEmpty();
  }

  @Test
  void everyFrozenDifferenceIsListedWithBothValues() {
    SnapshotSet set = set(spec("de_DE", "medium", SOURCE));
    assertThat(FrozenSettings.differences(set, spec("fr_FR", "small", null), Recipes.WORDPRESS))
        .containsExactly(
            new FrozenDifference(
                "application.settings.language",
                "de_DE",
                "fr_FR",
                true,
                "it was fixed in the images when they were taken"),
            new FrozenDifference(
                "application.source",
                SOURCE.sha256(),
                "",
                true,
                "it was fixed in the images when they were taken"),
            new FrozenDifference(
                "tiers.web.size",
                "medium",
                "small",
                true,
                "the images may not fit; take a new set at the size you want"));
  }

  @ParameterizedTest
  @CsvSource({
    "small,medium,false",
    "small,large,false",
    "medium,small,true",
    "s-1vcpu-1gb,large,true",
    "small,s-1vcpu-1gb,true"
  })
  void onlyASizeKnownToBeLargerIsAllowed(String inSet, String wanted, boolean refused) {
    assertThat(
            FrozenSettings.differences(
                set(spec("de_DE", inSet, null)), spec("de_DE", wanted, null), Recipes.WORDPRESS))
        .singleElement()
        .extracting(FrozenDifference::refused)
        .isEqualTo(refused);
  }

  @Test
  void aTierWithoutAnImageIsRefused() {
    FleetSpec taken = spec("de_DE", "small", null);
    FleetSpec wanted =
        new FleetSpec(
            taken.fleet(),
            taken.provider(),
            taken.application(),
            taken.site(),
            Map.of(
                TierName.WEB,
                new TierSpec(1, "small", 1),
                TierName.PROXY,
                new TierSpec(1, "small", 1)),
            taken.deadlines(),
            taken.backup());
    assertThat(FrozenSettings.differences(set(taken), wanted, Recipes.WORDPRESS))
        .containsExactly(
            new FrozenDifference(
                "tiers.proxy.size", "", "small", true, "the set has no image of this tier"));
  }

  @Test
  void anotherRecipeVersionIsToldAndNotRefused() {
    Recipe later =
        new Recipe(
            "wordpress",
            "2",
            "WordPress",
            Recipes.WORDPRESS.settings(),
            Map.of(),
            Recipes.WORDPRESS.tiers(),
            Recipes.WORDPRESS.frozen());
    FleetSpec spec = spec("de_DE", "small", null);
    assertThat(FrozenSettings.differences(set(spec), spec, later))
        .singleElement()
        .satisfies(
            difference -> {
              assertThat(difference.name()).isEqualTo("recipe.version");
              assertThat(difference.inSet()).isEqualTo("1");
              assertThat(difference.wanted()).isEqualTo("2");
              assertThat(difference.refused()).isFalse();
            });
  }

  private static FleetSpec spec(String language, String webSize, @Nullable SourceSpec source) {
    return new FleetSpec(
        "blog",
        new ProviderSpec("local", Map.of()),
        new ApplicationSpec(
            "wordpress", Map.of("language", language, "admin-email", "a@b"), source),
        new SiteSpec("Blog", "127.0.0.1", 0),
        Map.of(
            TierName.WEB, new TierSpec(2, webSize, 1), TierName.PROXY, new TierSpec(0, "small", 1)),
        Deadlines.DEFAULT,
        BackupSpec.DEFAULT);
  }

  private static FleetSpec with(FleetSpec spec, SiteSpec site, ApplicationSpec application) {
    return new FleetSpec(
        spec.fleet(),
        spec.provider(),
        application,
        site,
        spec.tiers(),
        spec.deadlines(),
        spec.backup());
  }

  private static SnapshotSet set(FleetSpec spec) {
    return new SnapshotSet(
        "abcd12345678",
        "blog",
        SnapshotSet.State.COMPLETE,
        Instant.EPOCH,
        spec,
        "1",
        FrozenSettings.of(spec, Recipes.WORDPRESS),
        null,
        Map.of());
  }
}
