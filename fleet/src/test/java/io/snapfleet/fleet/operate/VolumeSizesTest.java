package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.model.TierSpec;
import io.snapfleet.fleet.plan.Desired;
import io.snapfleet.fleet.plan.Observed;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.api.Volume;
import io.snapfleet.provider.api.VolumeId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VolumeSizesTest {
  private static final long GIB = 1L << 30;

  private static void judge(long wanted, long present, boolean complete) {
    FleetSpec spec = Controller.spec(1);
    Map<TierName, TierSpec> tiers = new EnumMap<>(spec.tiers());
    tiers.put(TierName.DATABASE, new TierSpec(1, "small", wanted));
    Desired desired =
        new Desired(
            new FleetSpec(
                spec.fleet(),
                spec.provider(),
                spec.application(),
                spec.site(),
                tiers,
                spec.deadlines(),
                spec.backup()),
            TinyRecipe.RECIPE,
            null);
    Volume volume =
        new Volume(
            new VolumeId("v1"),
            "blog-database-1-data-1",
            Tags.ofFleet("blog").with(Tags.TIER, "database"),
            present,
            Instant.EPOCH,
            complete);
    VolumeSizes.refuseOthers(
        desired,
        new Observed(
            List.of(),
            List.of(),
            List.of(volume),
            List.of(),
            List.of(),
            Set.of(),
            Set.of(),
            List.of(),
            List.of(),
            List.of()));
  }

  private static void assertRefused(String sentence, long wanted, long present) {
    assertThatExceptionOfType(OperationException.class)
        .isThrownBy(() -> judge(wanted, present, true))
        .withMessageContaining(sentence);
  }

  @Test
  void aVolumeThatAProviderMadeOfWholeGibibytesIsAsWanted() {
    assertThatCode(() -> judge(10_000_000_000L, 10 * GIB, true)).doesNotThrowAnyException();
    assertThatCode(() -> judge(10 * GIB, 10 * GIB, true)).doesNotThrowAnyException();
  }

  @Test
  void anyOtherSizeIsRefusedInTheWordsOfFleetFiles() {
    assertRefused("has 10GiB, which cannot become 11GB", 11_000_000_000L, 10 * GIB);
    assertRefused("has 10GiB, which cannot become 9GB", 9_000_000_000L, 10 * GIB);
    assertRefused("has 10GB, which cannot become 9900MB", 9_900_000_000L, 10_000_000_000L);
    assertRefused("has 10GB, which cannot become 512MiB", 512L << 20, 10_000_000_000L);
  }

  @Test
  void oneThatIsMadeAnewAnywayMayHaveAnySize() {
    assertThatCode(() -> judge(20 * GIB, 10 * GIB, false)).doesNotThrowAnyException();
  }
}
