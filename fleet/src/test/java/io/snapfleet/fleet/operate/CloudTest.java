package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.SiteSpec;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.plan.Plan;
import io.snapfleet.provider.api.AddressRecord;
import io.snapfleet.provider.api.Capability;
import io.snapfleet.provider.api.FirewallRules;
import io.snapfleet.provider.api.ImageFiles;
import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.fake.Call;
import io.snapfleet.provider.fake.FakeProvider;
import io.snapfleet.recipe.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider that can do what clouds can, and not what only the operator's own computer can. */
class CloudTest {
  @TempDir private Path directory;
  private Home home;
  private Controller controller;
  private Census census;

  @BeforeEach
  void deploy() {
    home =
        new Home(directory)
            .without(
                Capability.PUBLISH_PORTS,
                Capability.CLEAN_AT_CAPTURE,
                Capability.READ_IMAGES,
                Capability.ONE_HOME);
    controller = Controller.on(home);
    census = new Census(home, controller);
    controller.up(2);
  }

  @AfterEach
  void close() {
    controller.close();
  }

  @Test
  void theSiteIsAtTheLoadBalancersOwnAddress() {
    String url = "http://" + proxy().address();

    assertThat(controller.engine().status(Controller.FLEET).url()).isEqualTo(url);
    assertThat(sitesToldTo("web")).containsExactly(url, url);
    census.requireServing(2);
  }

  @Test
  void aLoadBalancerMadeAnewTellsTheOthersItsAddress() {
    home.provider().compute().delete(proxy().id());

    controller.up(2);

    String url = "http://" + proxy().address();
    assertThat(sitesToldTo("web")).containsExactly(url, url, url, url);
    census.requireServing(2);
  }

  @Test
  void imagesAreCleanedInACopyAndNothingOfItStays() {
    List<Machine> before = census.machines();

    SnapshotSet set = controller.engine().snapshotSet(controller.snapshot());

    assertThat(census.machines()).isEqualTo(before);
    FakeProvider provider = home.provider();
    assertThat(provider.compute().images(Tags.ofFleet(Controller.FLEET)))
        .extracting(image -> image.id().value())
        .containsExactlyInAnyOrderElementsOf(
            set.tiers().values().stream().map(SnapshotSet.TierImage::image).toList());
    controller.down();
    controller.up(2, set.id());
    census.requireServing(2);
  }

  @Test
  void aCleanedImageHoldsNoCredentialsAndNoIdentity() {
    SnapshotSet set = controller.engine().snapshotSet(controller.snapshot());

    for (TierName tier : TierName.values()) {
      ImageId image = new ImageId(set.tiers().get(tier).image());
      try (ImageFiles files = new FakeProvider(directory).compute().openImage(image)) {
        assertThat(files.root().resolve("etc/ssh/ssh_host_ed25519_key")).doesNotExist();
        assertThat(files.root().resolve("root/.ssh/authorized_keys")).doesNotExist();
        assertThat(files.root().resolve("etc/app.conf")).doesNotExist();
        assertThat(files.root().resolve("usr/bin/app")).exists();
      }
    }
  }

  @Test
  void aCopyThatCannotBeCleanedGoesWithTheSet() {
    List<Machine> before = census.machines();
    home.failEverywhere("clean-up");

    assertThatThrownBy(() -> controller.snapshot()).hasMessageContaining("could not be cleaned");

    assertThat(census.machines()).isEqualTo(before);
    assertThat(home.provider().compute().images(Tags.ofFleet(Controller.FLEET))).isEmpty();
    assertThat(controller.engine().snapshotSets()).isEmpty();
  }

  @Test
  void aPlanTellsWhatTheFleetWillCost() {
    Plan plan = controller.engine().plan(DeployRequest.deploy(Controller.spec(4), null));

    assertThat(plan.notes())
        .anySatisfy(
            note ->
                assertThat(note)
                    .matches("the fleet then costs .* USD a month, .* an hour; now .* USD .*"));
  }

  @Test
  void onlyTheLoadBalancerIsOpenToAnywhere() {
    assertThat(home.provider().firewalls().firewalls(Tags.ofFleet(Controller.FLEET)))
        .flatExtracting(firewall -> firewall.rules().allowed())
        .filteredOn(allow -> allow.fromTier().equals(FirewallRules.FROM_ANYWHERE))
        .containsExactly(new FirewallRules.Allow(FirewallRules.FROM_ANYWHERE, "proxy", 80));
  }

  @Test
  void theDomainStandsForTheLoadBalancerAndIsLetGoWithTheFleet() {
    controller.up(withDomain("blog"));

    assertThat(domain("blog"))
        .extracting(AddressRecord::address)
        .containsExactly(proxy().address());
    assertThat(controller.engine().status(Controller.FLEET).url())
        .isEqualTo("http://blog." + FakeProvider.ZONE);
    assertThat(controller.engine().plan(withDomain("blog")).steps()).isEmpty();

    controller.up(withDomain("news"));
    assertThat(domain("blog")).isEmpty();
    assertThat(domain("news")).hasSize(1);

    controller.down();
    assertThat(domain("news")).isEmpty();
  }

  @Test
  void aDomainThatSomebodyElseMovedIsMovedBack() {
    controller.up(withDomain("blog"));
    home.provider()
        .dns()
        .put(new AddressRecord(FakeProvider.ZONE, "blog", "192.0.2.1", Duration.ofMinutes(5)));

    controller.up(withDomain("blog"));

    assertThat(domain("blog"))
        .extracting(AddressRecord::address)
        .containsExactly(proxy().address());
  }

  @Test
  void aZoneThatTheAccountDoesNotHaveIsToldBeforeAnythingIsCreated() {
    controller.down();
    SiteSpec site = new SiteSpec("Blog", "127.0.0.1", 0, "blog.lost.example", "lost.example");
    int before = changes();

    assertThatThrownBy(() -> controller.up(withSite(site)))
        .hasMessageContaining("there is no zone lost.example");
    assertThat(changes()).isEqualTo(before);
  }

  private int changes() {
    return (int) controller.provider().calls().stream().filter(Call::changes).count();
  }

  private List<AddressRecord> domain(String name) {
    return home.provider().dns().records(FakeProvider.ZONE, name);
  }

  private static DeployRequest withDomain(String name) {
    return withSite(
        new SiteSpec("Blog", "127.0.0.1", 0, name + "." + FakeProvider.ZONE, FakeProvider.ZONE));
  }

  private static DeployRequest withSite(SiteSpec site) {
    FleetSpec spec = Controller.spec(2);
    return DeployRequest.deploy(
        new FleetSpec(
            spec.fleet(),
            spec.provider(),
            spec.application(),
            site,
            spec.tiers(),
            spec.deadlines(),
            spec.backup()),
        null);
  }

  private Machine proxy() {
    return census.machines().stream()
        .filter(machine -> machine.name().startsWith("blog-proxy"))
        .findFirst()
        .orElseThrow();
  }

  private List<String> sitesToldTo(String tier) {
    return home.runs().stream()
        .filter(run -> run.machine().startsWith("blog-" + tier))
        .filter(run -> run.script().text().equals(Stage.CONFIGURE.fileName()))
        .map(run -> run.script().variables().getOrDefault("SITE_URL", ""))
        .toList();
  }
}
