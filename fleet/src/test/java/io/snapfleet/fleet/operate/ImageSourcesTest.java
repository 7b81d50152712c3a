package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.fleet.model.ApplicationSpec;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.model.TierSpec;
import io.snapfleet.fleet.plan.FrozenDifference;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A set records what is in its images, not what the fleet file wants. */
class ImageSourcesTest {
  @TempDir(factory = MemoryDirectory.class)
  private Path directory;

  private Controller controller;

  @BeforeEach
  void deploy() {
    controller = Controller.on(new Home(directory));
    controller.up(1);
  }

  @AfterEach
  void close() {
    controller.close();
  }

  private static FleetSpec wanting(String language, String databaseSize) {
    FleetSpec spec = Controller.spec(1);
    Map<TierName, TierSpec> tiers = new EnumMap<>(spec.tiers());
    tiers.put(TierName.DATABASE, new TierSpec(1, databaseSize, 1L << 30));
    return new FleetSpec(
        spec.fleet(),
        spec.provider(),
        new ApplicationSpec("tiny", Map.of("language", language), null),
        spec.site(),
        tiers,
        spec.deadlines(),
        spec.backup());
  }

  private SnapshotSet taken() {
    return controller.engine().snapshotSet(controller.snapshot());
  }

  @Test
  void aSettingThatWasAcceptedOtherwiseIsRecordedAsItIsInTheImages() {
    String first = controller.snapshot();
    controller.down();
    FleetSpec german = wanting("de", "small");
    controller.up(DeployRequest.deploy(german, first).applyingSettings());

    assertThat(taken().frozen()).containsEntry("application.settings.language", "en");
    assertThat(controller.engine().checkSnapshot(german))
        .extracting(FrozenDifference::name)
        .containsExactly("application.settings.language");
  }

  @Test
  void aMachineThatWasKeptAtItsSizeIsRecordedWithThat() {
    FleetSpec larger = wanting("en", "medium");
    controller.up(DeployRequest.deploy(larger, null));

    SnapshotSet set = taken();

    assertThat(set.frozen()).containsEntry("tiers.database.size", "small");
    assertThat(set.tiers().get(TierName.DATABASE).size()).isEqualTo("small");
    assertThat(controller.engine().checkSnapshot(larger))
        .extracting(FrozenDifference::name)
        .containsExactly("tiers.database.size");
    controller.down();
    controller.up(DeployRequest.deploy(wanting("en", "small"), set.id()));
  }

  @Test
  void theVersionIsThatOfTheRecipeWhichInstalledTheImages() {
    SnapshotSet set = taken();
    SnapshotSet older =
        new SnapshotSet(
            set.id(),
            set.fleet(),
            set.state(),
            set.takenAt(),
            set.spec(),
            "0.9",
            set.frozen(),
            null,
            set.tiers());
    ImageSources sources =
        new ImageSources(controller.engine().fleet(Controller.FLEET), Map.of(), Map.of(), older);

    assertThat(sources.recipeVersion(TinyRecipe.RECIPE)).isEqualTo("0.9");
    assertThat(set.recipeVersion()).isEqualTo(TinyRecipe.RECIPE.version());
  }
}
