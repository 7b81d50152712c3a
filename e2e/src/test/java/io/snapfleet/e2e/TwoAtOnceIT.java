package io.snapfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Several commands that want to change one fleet at the same time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoAtOnceIT {
  private TestHome home;
  private TestFleet fleet;

  @BeforeAll
  void makeHome() throws IOException {
    home = TestHome.create();
    fleet = home.resource("tiny", "twice");
  }

  @AfterEach
  void down() {
    home.traces().noteNetworks();
    fleet.down();
  }

  @AfterAll
  void leaveNothing() throws IOException {
    home.close();
  }

  @Test
  void aSecondUpIsToldWhoChangesTheFleet() throws IOException {
    Child first = up();
    await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                home.snapfleet().run("status", fleet.name()).output().contains("being changed by"));
    up().await()
        .endedWith(1, "fleet twice is being changed by", "process " + first.pid(), "wait until");
    assertThat(first.await().exitCode()).isZero();
    assertOneMachineServes();
  }

  @Test
  void ofUpsStartedTogetherOneMakesTheMachines() throws IOException {
    List<Child> all = Stream.generate(this::up).limit(3).toList();
    List<Ran> ran = all.stream().map(Child::await).toList();
    assertThat(ran).anyMatch(one -> one.exitCode() == 0);
    assertThat(ran)
        .allMatch(one -> one.exitCode() == 0 || one.errors().contains("is being changed by"));
    assertOneMachineServes();
  }

  private Child up() {
    return home.snapfleet().start("up", "-f", fleet.file().toString(), "--yes");
  }

  private void assertOneMachineServes() throws IOException {
    assertThat(fleet.machines()).hasSize(1).allMatch(one -> one.state().equals("serving"));
    assertThat(home.traces().containers()).hasSize(1);
    assertThat(home.traces().trees("machines")).hasSize(1);
    assertThat(fleet.visitor().frontPage().text()).contains("tiny");
  }
}
