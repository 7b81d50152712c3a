package io.snapfleet.fleet.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.fleet.model.ApplicationSpec;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.TierName;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void aSpecWithEveryFieldComesBackEqual() {
    FleetSpec spec = Samples.spec("blog");

    assertThat(Json.readSpec(Json.write(spec))).isEqualTo(spec);
  }

  @Test
  void aSpecWithoutTheOptionalPartsComesBackEqual() {
    FleetSpec full = Samples.spec("blog");
    FleetSpec bare =
        new FleetSpec(
            "blog",
            full.provider(),
            new ApplicationSpec("static", Map.of(), null),
            full.site(),
            Map.of(),
            full.deadlines());

    assertThat(Json.readSpec(Json.write(bare))).isEqualTo(bare);
  }

  @Test
  void tierImagesComeBackEqual() {
    SnapshotSet set = Samples.snapshotSet("aaaa00000000", "blog");

    assertThat(Json.readTierImages(Json.write(set.tiers()))).isEqualTo(set.tiers());
  }

  @Test
  void equalMapsAreWrittenAlike() {
    assertThat(Json.write(Map.of(TierName.WEB, "w", TierName.DATABASE, "d")))
        .isEqualTo("{\"DATABASE\":\"d\",\"WEB\":\"w\"}");
  }
}
