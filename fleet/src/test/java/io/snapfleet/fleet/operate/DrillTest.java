package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.snapfleet.fleet.model.Backup;
import io.snapfleet.fleet.model.BuildMethod;
import io.snapfleet.fleet.model.Drill;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.state.SecretScope;
import io.snapfleet.provider.api.FirewallRules.Outside;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.fake.FaultPlan;
import io.snapfleet.remote.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A drill proves a backup beside the live fleet, and leaves nothing but what it found out. */
class DrillTest {
  private static final Duration AGE = Duration.ofMinutes(12);

  @TempDir(factory = MemoryDirectory.class)
  private Path directory;

  private Home home;
  private Controller controller;
  private Backup backup;
  private List<String> before;

  @BeforeEach
  void prepare() {
    home = new Home(directory);
    controller = Controller.on(home);
    backup = DrillScene.prepare(controller, home, AGE);
    before = DrillScene.everything(home);
  }

  @AfterEach
  void close() {
    controller.close();
  }

  @Test
  void aBackupThatCanBeRestoredIsProvenWithItsAgeAndTheTimeItTook() {
    Drill drill =
        DrillScene.drill(controller, home, () -> home.clock().sleep(Duration.ofSeconds(40)));

    assertThat(drill.state()).isEqualTo(Drill.State.PASSED);
    assertThat(drill.backup()).isEqualTo(backup.id());
    assertThat(drill.recoveryPoint()).isBetween(AGE, AGE.plusSeconds(5));
    assertThat(drill.recoveryTime().orElseThrow()).isGreaterThanOrEqualTo(Duration.ofSeconds(40));
    assertThat(drill.method()).isEqualTo(BuildMethod.REGULAR);
    assertThat(drill.rows()).isEqualTo(new Drill.Rows(1, 2));
    assertThat(controller.engine().drills(Controller.FLEET)).containsExactly(drill);
    assertThat(controller.engine().status(Controller.FLEET).drills())
        .isEqualTo(new DrillStatus(drill, null, null));
  }

  @Test
  void nothingIsLeftAndTheLiveFleetIsAsItWas() {
    FleetRecord live = controller.engine().fleet(Controller.FLEET);
    controller.write("after the backup");
    int runs = home.runs().size();

    Drill drill = DrillScene.drill(controller);

    assertThat(DrillScene.everything(home)).isEqualTo(before);
    assertThat(controller.engine().fleets()).containsExactly(live);
    assertThat(controller.store().machines(drill.throwAway())).isEmpty();
    assertThat(controller.store().secrets(SecretScope.ofFleet(drill.throwAway()))).isEmpty();
    assertThat(home.runs().subList(runs, home.runs().size()))
        .isNotEmpty()
        .allMatch(run -> run.machine().startsWith(drill.throwAway() + "-"));
    Census census = new Census(home, controller);
    census.requireServing(2);
    assertThat(census.rows()).contains("after the backup");
  }

  @Test
  void theThrowAwayFleetIsSmallUnpublishedAndShutOffWhenDataArrive() {
    DrillScene.drill(controller, home, this::requireSmallAndShutOff);

    assertThat(home.runs())
        .filteredOn(run -> run.machine().contains("-drill-"))
        .allSatisfy(run -> assertThat(run.script().variables()).containsEntry("DRILL", "yes"))
        .allSatisfy(
            run -> assertThat(run.script().variables().get("SITE_URL")).endsWith(".invalid"));
    assertThat(home.runs())
        .filteredOn(run -> !run.machine().contains("-drill-"))
        .allSatisfy(run -> assertThat(run.script().variables()).containsEntry("DRILL", "no"));
  }

  private void requireSmallAndShutOff() {
    String name = throwAway();
    Tags tags = Tags.ofFleet(name);
    assertThat(home.provider().compute().machines(tags))
        .extracting(machine -> machine.name())
        .containsExactlyInAnyOrder(name + "-database-1", name + "-web-1");
    assertThat(home.provider().compute().machines(tags))
        .allSatisfy(machine -> assertThat(machine.published()).isEmpty());
    assertThat(home.provider().firewalls().firewalls(tags))
        .singleElement()
        .satisfies(one -> assertThat(one.rules().outside()).isEqualTo(Outside.CLOSED));
    assertThat(controller.engine().status(name).drills().within())
        .satisfies(drill -> assertThat(drill.fleet()).isEqualTo(Controller.FLEET));
  }

  private String throwAway() {
    return controller.engine().drills(Controller.FLEET).getFirst().throwAway();
  }

  @Test
  void credentialsThatAreBoundToTheDataAreTheLiveFleetsAndOthersAreNot() {
    DrillScene.drill(
        controller,
        home,
        () -> {
          assertThat(secret(throwAway(), "salt")).isEqualTo(secret(Controller.FLEET, "salt"));
          assertThat(secret(throwAway(), "database-password"))
              .isNotEqualTo(secret(Controller.FLEET, "database-password"));
        });
  }

  @Test
  void theLiveFleetCanBeChangedWhileADrillRuns() {
    DrillScene.drill(
        controller,
        home,
        () -> {
          try (Controller other = Controller.of("somebody else", home)) {
            other.scale(3);
          }
        });

    new Census(home, controller).requireServing(3);
  }

  private String secret(String fleet, String name) {
    return controller
        .store()
        .secrets(SecretScope.ofFleet(fleet))
        .getOrDefault(name, new Secret("none of " + fleet))
        .reveal();
  }

  @Test
  void aFleetWithASetIsBuiltFromItAndShutOffFromTheStart() {
    controller.snapshot();
    before = DrillScene.everything(home);

    Drill drill = DrillScene.drill(controller);

    assertThat(drill.method()).isEqualTo(BuildMethod.SNAPSHOT);
    assertThat(home.runs())
        .filteredOn(run -> run.machine().contains("-drill-"))
        .extracting(run -> run.script().text())
        .doesNotContain("install")
        .contains("configure", "check", "count");
    assertThat(DrillScene.everything(home)).isEqualTo(before);
  }

  @Test
  void otherNumbersOfRowsThanWereDumpedFailTheDrillByTable() {
    DrillScene.pretend(controller, backup, 3);

    OperationException failure =
        catchThrowableOfType(OperationException.class, () -> DrillScene.drill(controller));

    assertThat(failure).hasMessageContaining("table entries has 2 rows instead of 3");
    requireFailed("table entries has 2 rows instead of 3");
  }

  @Test
  void aDamagedVaultFailsTheDrillWhichIsRemoved() throws IOException {
    try (Stream<Path> files = Files.walk(home.vaults().resolve("blog/data"))) {
      for (Path pack : files.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(pack);
        bytes[bytes.length / 3] ^= 1;
        pack.toFile().setWritable(true);
        Files.write(pack, bytes);
      }
    }

    OperationException failure =
        catchThrowableOfType(OperationException.class, () -> DrillScene.drill(controller));

    assertThat(failure.fix()).contains("snapfleet backup verify blog");
    requireFailed(failure.getMessage());
  }

  @Test
  void anApplicationThatIsNotHealthyAfterwardsFailsTheDrill() {
    home.beforeCommands(
        (machine, command) -> {
          if (machine.contains("-drill-")) {
            home.fallSick(machine);
          }
        });

    assertThatThrownBy(() -> DrillScene.drill(controller)).hasMessageContaining("is sick");

    requireFailed("is sick");
  }

  @Test
  void aDrillThatFailsAfterOneThatPassedIsToldBesideIt() {
    Drill passed = DrillScene.drill(controller);
    home.clock().sleep(AGE);
    DrillScene.pretend(controller, backup, 3);
    assertThatThrownBy(() -> DrillScene.drill(controller)).hasMessageContaining("instead of 3");

    DrillStatus status = controller.engine().status(Controller.FLEET).drills();
    assertThat(status.proven()).isEqualTo(passed);
    assertThat(status.failed())
        .satisfies(failed -> assertThat(failed.reason()).contains("instead of 3"));
  }

  @Test
  void aProviderThatRefusesMachinesFailsTheDrillAndLosesNothing() {
    FaultPlan fullHouse =
        FaultPlan.refusing(
            call -> call.name().equals("compute.create") && call.subject().endsWith("-web-1"),
            () -> new ProviderException.QuotaExceeded("4 machines are the most", "ask for more"));
    try (Controller unlucky = Controller.suffering(home, fullHouse)) {
      assertThatThrownBy(() -> DrillScene.drill(unlucky))
          .hasMessageContaining("4 machines are the most");
    }
    requireFailed("4 machines are the most");
  }

  private void requireFailed(String reason) {
    Drill drill = controller.engine().drills(Controller.FLEET).getFirst();
    assertThat(drill.state()).isEqualTo(Drill.State.FAILED);
    assertThat(drill.reason()).contains(reason);
    assertThat(drill.recoveryTime()).isEmpty();
    assertThat(DrillScene.everything(home)).isEqualTo(before);
    assertThat(controller.engine().fleets()).hasSize(1);
    assertThat(controller.store().operations().getFirst())
        .satisfies(one -> assertThat(one.kind()).isEqualTo(Operation.Kind.DRILL))
        .satisfies(one -> assertThat(one.status()).isEqualTo(Operation.Status.FAILED));
    new Census(home, controller).requireServing(2);
  }

  @Test
  void withoutAGoodBackupThereIsNothingToProve() {
    try (Controller other = Controller.on(new Home(directory.resolve("other")))) {
      other.up(1);
      assertThatThrownBy(() -> DrillScene.drill(other))
          .hasMessageContaining("no good backup")
          .isInstanceOfSatisfying(
              OperationException.class,
              refused -> assertThat(refused.fix()).contains("backup create blog"));
    }
  }

  @Test
  void aFleetThatIsDownCanBeProvenToComeBack() {
    controller.down();
    before = DrillScene.everything(home);

    assertThat(DrillScene.drill(controller).state()).isEqualTo(Drill.State.PASSED);
    assertThat(DrillScene.everything(home)).isEqualTo(before).isEmpty();
  }

  @Test
  void longNamesAreCutAndStayNamesOfFleets() {
    assertThat(DrillFleet.name("blog", "ab12xxxxxxxx")).isEqualTo("blog-drill-ab12");
    assertThat(DrillFleet.name("a-name-of-18-signs-and-more-xy", "ab12xxxxxxxx"))
        .isEqualTo("a-name-of-18-signs-drill-ab12")
        .hasSizeLessThanOrEqualTo(30);
  }
}
