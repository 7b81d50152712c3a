package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.JournalEntry;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.plan.Pace;
import io.snapfleet.fleet.plan.Plan;
import io.snapfleet.provider.api.Capability;
import io.snapfleet.provider.api.LoadBalancer;
import io.snapfleet.provider.api.LoadBalancerRequest;
import io.snapfleet.provider.api.MachineId;
import io.snapfleet.provider.api.Network;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.fake.FaultPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fleet behind a load balancer that the provider runs. */
class BalancerTest {
  private static final String FLEET = Controller.FLEET;

  @TempDir private Path directory;
  private Home home;
  private TrafficWatch watch;
  private Controller controller;
  private Census census;

  @BeforeEach
  void deploy() {
    home = new Home(directory);
    watch = new TrafficWatch(home.provider());
    controller = Controller.suffering(home, watch);
    census = new Census(home, controller);
    controller.upBehindTheProvider(2);
  }

  @AfterEach
  void close() {
    controller.close();
  }

  @Test
  void theSiteIsAtItsAddressAndMachinesAreConfiguredWithThat() {
    String url = "http://" + balancer().address();

    assertThat(controller.engine().status(FLEET).url()).isEqualTo(url);
    assertThat(home.runs())
        .filteredOn(run -> run.script().text().equals("configure"))
        .isNotEmpty()
        .allSatisfy(run -> assertThat(run.script().variables()).containsEntry("SITE_URL", url));
    census.requireServing(2);
  }

  @Test
  void itsIntentIsInTheJournalBeforeItIsMadeAndBeforeAnyoneJoins() {
    Operation up = controller.engine().operations().getFirst();

    assertThat(controller.store().journal(up.id()))
        .extracting(JournalEntry::call, JournalEntry::subject)
        .contains(
            tuple("loadBalancers.create", "blog-lb"),
            tuple("loadBalancers.join", "blog-web-1"),
            tuple("loadBalancers.join", "blog-web-2"));
  }

  @Test
  void upAgainChangesNothing() {
    assertThat(plan(2).steps()).isEmpty();
  }

  @Test
  void scalesUpAndDownAndTheSameOnesStayMembers() {
    controller.scale(4);
    census.requireServing(4);

    controller.scale(1);

    census.requireServing(1);
    assertThat(watch.offences()).isEmpty();
  }

  @Test
  void aMachineThatLeavesIsGivenAllOfTheDrainDeadline() {
    Instant before = home.clock().instant();

    controller.scale(1);

    assertThat(Duration.between(before, home.clock().instant()))
        .isGreaterThanOrEqualTo(Controller.spec(1).deadlines().drain());
  }

  @Test
  void rollsForwardAndBackWithNoFewerMembersThanBefore() {
    controller.snapshot();
    controller.roll(null, Pace.ONE_BY_ONE);
    controller.snapshot();
    controller.roll(null, Pace.ONE_BY_ONE);
    census.requireServing(2);

    controller.rollback();

    census.requireServing(2);
    assertThat(watch.memberships().stream().skip(1))
        .allSatisfy(members -> assertThat(members).hasSizeGreaterThanOrEqualTo(2));
    assertThat(watch.offences()).isEmpty();
  }

  @Test
  void downLeavesNothingAndItComesBackFromItsSnapshotSet() {
    String set = controller.snapshot();

    controller.down();
    census.requireDown();
    controller.up(DeployRequest.deploy(Controller.specBehindTheProvider(2), set));

    census.requireServing(2);
  }

  @Test
  void oneThatIsGoneIsMissedAndMadeAgain() {
    home.provider().loadBalancers().delete(balancer().id());
    assertThat(controller.engine().status(FLEET).state()).isEqualTo("degraded");

    controller.upBehindTheProvider(2);

    census.requireServing(2);
    assertThat(controller.engine().status(FLEET).state()).isEqualTo("serving");
  }

  @Test
  void aMemberThatSomebodyTookOutJoinsAgain() {
    home.provider().loadBalancers().leave(balancer().id(), census.machine("blog-web-2").id());

    controller.upBehindTheProvider(2);

    census.requireServing(2);
  }

  @Test
  void aMachineThatTheBalancerDoesNotTakeIsGoneOnWith() {
    FaultPlan full =
        FaultPlan.refusing(
            call -> call.name().equals("loadBalancers.join"),
            () -> new ProviderException.QuotaExceeded("it is full", "Make it larger."));
    try (Controller unlucky = Controller.suffering(home, full)) {
      assertThatThrownBy(() -> unlucky.scale(3)).hasMessageContaining("it is full");
    }
    MachineId third = census.machine("blog-web-3").id();

    controller.scale(3);

    census.requireServing(3);
    assertThat(census.machine("blog-web-3").id()).isEqualTo(third);
  }

  @Test
  void changesToAProxyAndBackAgain() {
    controller.up(2);
    census.requireServing(2);

    controller.upBehindTheProvider(2);

    census.requireServing(2);
    assertThat(watch.offences()).isEmpty();
  }

  @Test
  void aDrillMakesNone() {
    controller.write(Scenario.ROW);
    controller.changeAndBackUp(Scenario.LATER);
    List<LoadBalancer> before = everybodys();

    controller.engine().drill(FLEET, ProgressListener.SILENT);

    assertThat(everybodys()).isEqualTo(before);
    assertThat(controller.provider().calls())
        .filteredOn(call -> call.name().equals("loadBalancers.create"))
        .hasSize(1);
  }

  @Test
  void aProviderWithoutAnyIsRefusedBeforeAnythingIsTouched() {
    Home poor = new Home(directory.resolve("poor")).without(Capability.LOAD_BALANCERS);
    try (Controller other = Controller.on(poor)) {
      assertThatThrownBy(() -> other.upBehindTheProvider(1))
          .hasMessage("provider fake runs no load balancers");
      assertThat(new Census(poor, other).leftovers()).isEmpty();
    }
  }

  @Test
  void aNameThatIsAnothersIsToldByPreflight() {
    controller.down();
    Network network = home.provider().networks().create("other-net", Tags.ofFleet("other"));
    home.provider()
        .loadBalancers()
        .create(
            new LoadBalancerRequest(
                "blog-lb",
                Tags.ofFleet("other"),
                network.id(),
                List.of(new LoadBalancerRequest.Forward(80, 80)),
                "/"));

    assertThatThrownBy(() -> controller.upBehindTheProvider(1)).hasMessageContaining("blog-lb");
    assertThat(census.leftovers()).isEmpty();
  }

  private Plan plan(int webMachines) {
    FleetSpec spec = Controller.specBehindTheProvider(webMachines);
    return controller.engine().plan(DeployRequest.deploy(spec, null));
  }

  private LoadBalancer balancer() {
    return census.balancers().getFirst();
  }

  private List<LoadBalancer> everybodys() {
    return home.provider().loadBalancers().balancers(new Tags(Map.of()));
  }
}
