package io.snapfleet.fleet.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.snapfleet.fleet.model.ApplicationSpec;
import io.snapfleet.fleet.model.ApplicationSpec.SourceSpec;
import io.snapfleet.fleet.model.Deadlines;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.ProviderSpec;
import io.snapfleet.fleet.model.SiteSpec;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.model.TierSpec;
import java.time.Duration;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FleetSpecJsonTest {

  @Property(tries = 300)
  void whatIsWrittenReadsBackTheSame(@ForAll("specs") FleetSpec spec) {
    assertThat(FleetSpecJson.read(FleetSpecJson.write(spec))).isEqualTo(spec);
  }

  @Example
  void theTextIsStable() {
    FleetSpec spec =
        Recipes.fleetFile().read(FleetReference.text(), "reference", java.nio.file.Path.of("/"));
    assertThat(FleetSpecJson.write(spec))
        .isEqualTo(
            """
            {"fleet":"blog","provider":{"name":"local","options":{}},\
            "application":{"recipe":"wordpress","settings":{"admin-email":"owner@example.org",\
            "admin-user":"admin","language":"en_US"},"source":null},\
            "site":{"title":"My blog","address":"127.0.0.1","port":0},\
            "tiers":{"DATABASE":{"machines":1,"size":"small","volumeBytes":10000000000},\
            "WEB":{"machines":1,"size":"small","volumeBytes":10000000000},\
            "PROXY":{"machines":1,"size":"small","volumeBytes":10000000000}},\
            "deadlines":{"boot":"PT1M","install":"PT15M","configure":"PT2M","healthy":"PT2M",\
            "drain":"PT30S"}}""");
  }

  @Example
  void damagedTextIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> FleetSpecJson.read("{\"fleet\":\"a\"}"));
    assertThatIllegalArgumentException().isThrownBy(() -> FleetSpecJson.read(""));
    assertThatIllegalArgumentException().isThrownBy(() -> FleetSpecJson.read("{\"later\":1}"));
  }

  @Provide
  Arbitrary<FleetSpec> specs() {
    return Combinators.combine(
            text(),
            Combinators.combine(text(), texts()).as(ProviderSpec::new),
            applications(),
            Combinators.combine(text(), text(), Arbitraries.integers()).as(SiteSpec::new),
            Arbitraries.maps(Arbitraries.of(TierName.class), tiers()),
            deadlines())
        .as(FleetSpec::new);
  }

  private static Arbitrary<ApplicationSpec> applications() {
    Arbitrary<SourceSpec> sources =
        Combinators.combine(text(), text().injectNull(0.3)).as(SourceSpec::new);
    return Combinators.combine(text(), texts(), sources.injectNull(0.3)).as(ApplicationSpec::new);
  }

  private static Arbitrary<TierSpec> tiers() {
    return Combinators.combine(Arbitraries.integers(), text(), Arbitraries.longs())
        .as(TierSpec::new);
  }

  private static Arbitrary<Deadlines> deadlines() {
    Arbitrary<Duration> durations =
        Arbitraries.longs().between(1, 1L << 40).map(Duration::ofMillis);
    return Combinators.combine(durations, durations, durations, durations, durations)
        .as(Deadlines::new);
  }

  private static Arbitrary<Map<String, String>> texts() {
    return Arbitraries.maps(text(), text()).ofMaxSize(5);
  }

  private static Arbitrary<String> text() {
    return Arbitraries.strings().ofMaxLength(20);
  }
}
