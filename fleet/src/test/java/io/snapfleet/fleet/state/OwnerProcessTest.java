package io.snapfleet.fleet.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerProcessTest {
  private final OwnerProcess self = OwnerProcess.current();
  @TempDir Path home;

  @Test
  void aRunningProcessIsNotDead() {
    assertThat(self.isDead()).isFalse();
  }

  @Test
  void aLaterProcessWithTheSamePidIsAnother() {
    assertThat(new OwnerProcess(self.place(), self.pid(), "1").isDead()).isTrue();
  }

  @Test
  void ofAProcessElsewhereNothingIsKnown() {
    assertThat(new OwnerProcess("another kernel", self.pid(), "1").isDead()).isFalse();
    assertThat(new OwnerProcess("", self.pid(), "1").isDead()).isFalse();
  }

  @Test
  void aKilledHoldersLeaseIsFreeAtOnce() throws Exception {
    Process holder = ChildProgram.start(LeaseHolderProgram.class, home.toString());
    try {
      assertThat(holder.inputReader().readLine()).isEqualTo("held");
      try (SqlStore store = ChildProgram.open(home)) {
        assertThatThrownBy(() -> store.acquire("blog", "parent"))
            .isInstanceOf(LeaseHeldException.class)
            .hasMessageContaining("child");

        holder.destroyForcibly().waitFor();

        assertThat(store.leaseHolder("blog")).isEmpty();
        store.acquire("blog", "parent").close();
      }
    } finally {
      holder.destroyForcibly();
    }
  }

  /** Takes the lease and keeps it until killed. */
  static final class LeaseHolderProgram {
    public static void main(String[] arguments) throws IOException {
      try (SqlStore store = ChildProgram.open(Path.of(arguments[0]));
          FleetLease lease = store.acquire("blog", "child")) {
        System.out.println("held");
        System.out.println(System.in.read() + lease.fleet());
      }
    }
  }

  @Test
  void twoProcessesAreNeverInTheirLeasesAtOnce() throws Exception {
    Path shared = Files.writeString(home.resolve("shared"), "0");
    int turns = 40;
    String[] arguments = {home.toString(), shared.toString(), Integer.toString(turns)};
    Process one = ChildProgram.start(TurnTakingProgram.class, arguments);
    Process two = ChildProgram.start(TurnTakingProgram.class, arguments);

    assertThat(one.waitFor()).isZero();
    assertThat(two.waitFor()).isZero();
    assertThat(shared).hasContent(Integer.toString(2 * turns));
  }

  /** Counts up in a file, which loses counts unless the lease keeps others out. */
  static final class TurnTakingProgram {
    public static void main(String[] arguments) throws IOException {
      Path shared = Path.of(arguments[1]);
      try (SqlStore store = ChildProgram.open(Path.of(arguments[0]))) {
        for (int turn = 0; turn < Integer.parseInt(arguments[2]); turn++) {
          try (FleetLease lease = takeTurn(store)) {
            int count = Integer.parseInt(Files.readString(shared));
            Files.writeString(shared, Integer.toString(count + 1));
            assertThat(lease.fence()).isPositive();
          }
        }
      }
    }

    private static FleetLease takeTurn(SqlStore store) {
      while (true) {
        try {
          return store.acquire("blog", "pid " + ProcessHandle.current().pid());
        } catch (LeaseHeldException others) {
          Thread.onSpinWait();
        }
      }
    }
  }
}
