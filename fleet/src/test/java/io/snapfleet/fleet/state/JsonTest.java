package io.snapfleet.fleet.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.fleet.model.ApplicationSpec;
import io.snapfleet.fleet.model.Backup;
import io.snapfleet.fleet.model.BackupSpec;
import io.snapfleet.fleet.model.Deadlines;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.TierName;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

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
            full.deadlines(),
            BackupSpec.DEFAULT);

    assertThat(Json.readSpec(Json.write(bare))).isEqualTo(bare);
  }

  @Test
  void aSpecStoredBeforeThereWereBackupsHasTheirDefaults() {
    FleetSpec spec = Samples.spec("blog");
    ObjectNode stored = (ObjectNode) JsonMapper.shared().readTree(Json.write(spec));
    stored.remove("backup");
    ((ObjectNode) stored.get("deadlines")).remove("backup");

    FleetSpec read = Json.readSpec(stored.toString());

    assertThat(read.backup()).isEqualTo(BackupSpec.DEFAULT);
    assertThat(read.deadlines().backup()).isEqualTo(Deadlines.DEFAULT.backup());
    assertThat(read.deadlines().drain()).isEqualTo(spec.deadlines().drain());
  }

  @Test
  void aSiteStoredBeforeProvidersCouldBalanceIsBalancedByMachines() {
    ObjectNode stored = (ObjectNode) JsonMapper.shared().readTree(Json.write(Samples.spec("blog")));
    ((ObjectNode) stored.get("site")).remove("balancer");

    assertThat(Json.readSpec(stored.toString())).isEqualTo(Samples.spec("blog"));
  }

  @Test
  void whatIsInABackupComesBackEqual() {
    Backup.Detail detail = Samples.detail();

    assertThat(Json.readBackupDetail(Json.write(detail))).isEqualTo(detail);
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
