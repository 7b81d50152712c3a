package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.fleet.model.Backup;
import io.snapfleet.fleet.model.BackupPeriod;
import io.snapfleet.fleet.model.Drill;
import io.snapfleet.fleet.state.FleetLease;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.fake.FakeProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** A fleet with a backup, and what a drill does to a provider. */
final class DrillScene {
  static final Tags ALL = new Tags(Map.of());

  private DrillScene() {}

  /** A fleet that serves, with a backup that is as old as this. */
  static Backup prepare(Controller controller, Home home, Duration age) {
    controller.up(2);
    controller.write(Scenario.ROW);
    Backup backup = create(controller);
    home.clock().sleep(age);
    return backup;
  }

  static Backup create(Controller controller) {
    return controller
        .engine()
        .backups()
        .create(Controller.FLEET, BackupPeriod.MANUAL, ProgressListener.SILENT);
  }

  /** A backup that pretends to have had so many rows. */
  static void pretend(Controller controller, Backup backup, long rows) {
    Backup.Detail detail = Objects.requireNonNull(backup.detail());
    try (FleetLease lease = controller.store().acquire(Controller.FLEET, "the test")) {
      lease.saveBackup(
          backup.stored(
              backup.moment(),
              Objects.requireNonNull(backup.endedAt()),
              Objects.requireNonNull(backup.snapshot()),
              detail.counting(Map.of("entries", rows))));
    }
  }

  static Drill drill(Controller controller) {
    return controller.engine().drill(Controller.FLEET, ProgressListener.SILENT);
  }

  /** The same, with a look at the throw-away fleet while files are restored to it. */
  static Drill drill(Controller controller, Home home, Runnable look) {
    AtomicBoolean looked = new AtomicBoolean();
    home.beforeCommands(
        (machine, command) -> {
          if (machine.contains("-drill-") && !looked.getAndSet(true)) {
            look.run();
          }
        });
    Drill drill = drill(controller);
    assertThat(looked).isTrue();
    return drill;
  }

  /** All that exists at the provider, by name. */
  static List<String> everything(Home home) {
    FakeProvider provider = home.provider();
    return Stream.of(
            provider.compute().machines(ALL).stream().map(machine -> machine.name()),
            provider.blockStorage().volumes(ALL).stream().map(volume -> volume.name()),
            provider.networks().networks(ALL).stream().map(network -> network.name()),
            provider.firewalls().firewalls(ALL).stream().map(one -> one.rules().name()))
        .flatMap(names -> names)
        .sorted()
        .toList();
  }
}
