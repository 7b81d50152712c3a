package io.snapfleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.fleet.model.ApplicationSpec;
import io.snapfleet.fleet.model.BackupSpec;
import io.snapfleet.fleet.model.Deadlines;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.ProviderSpec;
import io.snapfleet.fleet.model.SiteSpec;
import io.snapfleet.fleet.model.SnapshotSet;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SnapshotReportTest {
  private static SnapshotReport report(ProviderSpec provider) {
    FleetSpec spec =
        new FleetSpec(
            "blog",
            provider,
            new ApplicationSpec("wordpress", Map.of(), null),
            new SiteSpec("Blog", "127.0.0.1", 0, "blog.example.org", null),
            Map.of(),
            Deadlines.DEFAULT,
            BackupSpec.DEFAULT);
    return SnapshotReport.of(
        new SnapshotSet(
            "k3v9aaaaaaaa",
            "blog",
            SnapshotSet.State.COMPLETE,
            Instant.EPOCH,
            spec,
            "1",
            Map.of(),
            null,
            Map.of()));
  }

  @Test
  void aSetTellsItsSiteAndWhereItsImagesAre() {
    SnapshotReport cloud = report(new ProviderSpec("digitalocean", Map.of("region", "lon1")));
    assertThat(cloud.region()).isEqualTo("lon1");
    assertThat(cloud.text())
        .startsWith(
            "Snapshot set k3v9aaaaaaaa of fleet blog (blog.example.org) at digitalocean lon1, taken"
                + " at ");
    assertThat(report(new ProviderSpec("local", Map.of())).location()).isEqualTo("local");
  }
}
