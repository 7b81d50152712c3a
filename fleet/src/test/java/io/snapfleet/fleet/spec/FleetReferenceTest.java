package io.snapfleet.fleet.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.fleet.model.BackupSpec;
import io.snapfleet.fleet.model.BalancedBy;
import io.snapfleet.fleet.model.Deadlines;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.model.TierSpec;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FleetReferenceTest {
  private static final String ONLY_REQUIRED_KEYS =
      """
      fleet: blog
      provider: {name: local}
      application: {recipe: wordpress, settings: {admin-email: owner@example.org}}
      site: {title: My blog}
      tiers: {database: {}, web: {}, proxy: {}}
      """;

  @Test
  void whatItShowsIsWhatIsUsedWhenLeftOut() {
    assertThat(read(FleetReference.text())).isEqualTo(read(ONLY_REQUIRED_KEYS));
  }

  @Test
  void defaultsAreTheRecordedOnes() {
    FleetSpec spec = read(ONLY_REQUIRED_KEYS);
    assertThat(spec.site().address()).isEqualTo("127.0.0.1");
    assertThat(spec.site().port()).isZero();
    assertThat(spec.site().balancer()).isEqualTo(BalancedBy.MACHINES);
    assertThat(spec.tiers())
        .isEqualTo(
            Arrays.stream(TierName.values())
                .collect(
                    Collectors.toMap(
                        name -> name, name -> new TierSpec(1, "small", 10_000_000_000L))));
    assertThat(spec.provider().options()).isEqualTo(Map.of());
    assertThat(spec.deadlines()).isEqualTo(Deadlines.DEFAULT);
    assertThat(spec.backup()).isEqualTo(BackupSpec.DEFAULT);
  }

  @Test
  void everyKeyOfTheSchemaIsInIt() {
    String keys =
        FleetReference.text()
            .lines()
            .map(line -> line.replace("#", " ").strip())
            .filter(line -> line.matches("[a-z0-9-]+:.*"))
            .map(line -> line.substring(0, line.indexOf(':')))
            .collect(Collectors.joining(" "));
    assertThat(keys)
        .isEqualTo(
            "fleet provider name pool-size application recipe settings admin-email source path"
                + " sha256 site title address port domain zone balancer tiers"
                + " database machines size volume web machines size volume image proxy machines"
                + " size volume method deadlines boot install configure healthy drain backup"
                + " backup datastore assets freshness"
                + " keep hourly daily weekly monthly bimonthly manual"
                + " schedule hourly daily weekly monthly bimonthly");
  }

  private static FleetSpec read(String text) {
    return Recipes.fleetFile().read(text, "reference", Path.of("/"));
  }
}
