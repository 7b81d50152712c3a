package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.state.FleetLease;
import io.snapfleet.fleet.state.LeaseLostException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RosterTest {
  private static final String WEB = Controller.FLEET + "-web-1";

  @TempDir(factory = MemoryDirectory.class)
  private Path directory;

  private Home home;
  private Controller controller;

  @BeforeEach
  void deploy() {
    home = new Home(directory);
    controller = Controller.on(home);
    controller.up(2);
  }

  @AfterEach
  void close() {
    controller.close();
  }

  @Test
  void everyChangeIsInTheStoreToo() {
    try (FleetLease lease = acquire()) {
      Roster roster = roster(lease);
      FleetMachine web = roster.find(WEB).orElseThrow();

      roster.save(web.in(MachineState.DRAINING));
      assertThat(roster.find(WEB)).contains(web.in(MachineState.DRAINING));
      assertThat(roster.machines())
          .hasSize(4)
          .isEqualTo(controller.store().machines(Controller.FLEET));

      roster.save(web.in(MachineState.GONE));
      assertThat(roster.find(WEB)).isEmpty();
      assertThat(roster.machines())
          .hasSize(3)
          .isEqualTo(controller.store().machines(Controller.FLEET));
    }
  }

  @Test
  void aChangeIsNotKnownThatTheStoreRefused() {
    try (FleetLease lost = acquire()) {
      Roster roster = roster(lost);
      FleetMachine web = roster.find(WEB).orElseThrow();
      home.awaitExpiry();
      try (FleetLease newer = acquire()) {
        assertThat(newer.fence()).isGreaterThan(lost.fence());
        assertThatThrownBy(() -> roster.save(web.in(MachineState.DRAINING)))
            .isInstanceOf(LeaseLostException.class);
      }

      assertThat(roster.find(WEB)).contains(web);
    }
  }

  private FleetLease acquire() {
    return controller.store().acquire(Controller.FLEET, "somebody");
  }

  private Roster roster(FleetLease lease) {
    return new Roster(controller.store(), lease, controller.engine().operations().getFirst().id());
  }
}
