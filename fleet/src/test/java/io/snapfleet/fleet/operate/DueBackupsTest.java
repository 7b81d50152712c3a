package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.fleet.model.Backup;
import io.snapfleet.fleet.model.BackupPeriod;
import io.snapfleet.fleet.model.BackupSpec;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.recipe.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a timer calls: all that is due is made, once, and what was not made is told. */
class DueBackupsTest {
  @TempDir(factory = MemoryDirectory.class)
  private Path directory;

  private Home home;
  private Controller controller;

  @BeforeEach
  void deploy() {
    home = new Home(directory);
    controller = Controller.on(home);
    controller.up(DeployRequest.deploy(scheduled(), null));
  }

  @AfterEach
  void close() {
    controller.close();
  }

  /** At 12:00 every hour and 12:10 every day are long past. */
  private static FleetSpec scheduled() {
    FleetSpec spec = Controller.spec(1);
    return new FleetSpec(
        spec.fleet(),
        spec.provider(),
        spec.application(),
        spec.site(),
        spec.tiers(),
        spec.deadlines(),
        new BackupSpec(
            null,
            true,
            Duration.ofHours(1),
            Map.of(BackupPeriod.HOURLY, 2, BackupPeriod.DAILY, 1),
            Map.of(BackupPeriod.HOURLY, ":02", BackupPeriod.DAILY, "02:08")));
  }

  private List<DueBackups.Outcome> runDue() {
    return controller.engine().backups().runDue();
  }

  private List<BackupPeriod> made() {
    return controller.store().backups(Controller.FLEET).stream().map(Backup::period).toList();
  }

  @Test
  void whatIsDueIsMadeOnceAndThenWhenItIsDueAgain() {
    assertThat(runDue())
        .extracting(DueBackups.Outcome::period)
        .containsExactly(BackupPeriod.HOURLY, BackupPeriod.DAILY);
    assertThat(runDue()).isEmpty();

    home.clock().sleep(Duration.ofHours(1));
    assertThat(runDue())
        .singleElement()
        .satisfies(
            outcome -> {
              assertThat(outcome.problem()).isNull();
              assertThat(outcome.period()).isEqualTo(BackupPeriod.HOURLY);
            });
    assertThat(made())
        .containsExactlyInAnyOrder(BackupPeriod.HOURLY, BackupPeriod.HOURLY, BackupPeriod.DAILY);
  }

  @Test
  void whatThePolicyDoesNotKeepGoesAfterIt() {
    for (int hour = 0; hour < 4; hour++) {
      runDue();
      home.clock().sleep(Duration.ofHours(1));
    }

    assertThat(made())
        .containsExactlyInAnyOrder(BackupPeriod.HOURLY, BackupPeriod.HOURLY, BackupPeriod.DAILY);
    assertThat(controller.engine().backups().verify(Controller.FLEET, true).findings()).isEmpty();
  }

  @Test
  void ofManyProcessesOneMakesEach() throws Exception {
    List<Controller> processes = new ArrayList<>();
    for (int number = 0; number < 4; number++) {
      processes.add(Controller.of("process " + number, home));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<DueBackups.Outcome>>> runs =
          processes.stream()
              .map(process -> threads.submit(() -> process.engine().backups().runDue()))
              .toList();
      for (Future<List<DueBackups.Outcome>> run : runs) {
        assertThat(run.get()).allMatch(one -> one.backup() != null || one.problem() != null);
      }
    }
    processes.forEach(Controller::close);
    runDue();

    assertThat(made()).containsExactlyInAnyOrder(BackupPeriod.HOURLY, BackupPeriod.DAILY);
  }

  @Test
  void aRunThatFailsIsToldAndTriedAgain() {
    home.unreachable("blog-web-1");
    home.fallSick("blog-database-1", Stage.DUMP);
    assertThat(runDue()).hasSize(2).allMatch(one -> one.backup() == null && one.problem() != null);
    assertThat(made()).isEmpty();

    home.recover();
    assertThat(runDue()).hasSize(2).allMatch(one -> one.problem() == null);
  }

  @Test
  void aRunThatWasCutOffIsMadeUpFor() {
    Life.Death death = new Life.Death(Life.Place.MACHINE, 2, Life.Side.BEFORE);
    try (Controller dying = Controller.dying(home, death)) {
      assertThat(catchKilled(dying)).isTrue();
    }
    home.awaitExpiry();

    assertThat(runDue()).hasSize(2).allMatch(one -> one.problem() == null);
  }

  private static boolean catchKilled(Controller dying) {
    try {
      dying.engine().backups().runDue();
      return false;
    } catch (io.snapfleet.provider.fake.Killed killed) {
      return true;
    }
  }

  @Test
  void whatDidNotRunIsReportedFromAQuarterOfAnHourOn() {
    assertThat(missed()).as("it was due before there was a fleet").isEmpty();

    home.clock().sleep(Duration.ofMinutes(10));
    assertThat(missed()).isEmpty();
    home.clock().sleep(Duration.ofMinutes(10));
    assertThat(missed()).containsExactly(BackupPeriod.HOURLY);

    runDue();
    assertThat(missed()).isEmpty();
    home.clock().sleep(Duration.ofDays(1));
    assertThat(missed()).containsExactly(BackupPeriod.HOURLY, BackupPeriod.DAILY);
  }

  private List<BackupPeriod> missed() {
    return controller.engine().backups().missed(Controller.FLEET).stream()
        .map(Backups.Missed::period)
        .toList();
  }

  @Test
  void aFleetThatIsDownHasNothingDue() {
    controller.down();

    assertThat(runDue()).isEmpty();
    assertThat(missed()).isEmpty();
  }
}
