package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.fake.FaultPlan;
import io.snapfleet.recipe.Stage;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines that do not come up or break down, and providers that refuse. */
class MisfortuneTest {
  @TempDir(factory = MemoryDirectory.class)
  private Path directory;

  private Home home;
  private Controller controller;
  private Census census;

  @BeforeEach
  void deploy() {
    home = new Home(directory);
    controller = Controller.on(home);
    census = new Census(home, controller);
    controller.up(2);
  }

  @AfterEach
  void close() {
    controller.close();
  }

  @Test
  void aMachineThatNeverAnswersIsGivenUpAtItsDeadlineAndReplacedByTheNextRun() {
    home.unreachable("blog-web-3");

    OperationException failure = failureOf(() -> controller.scale(3));

    assertThat(failure.kind()).isEqualTo(OperationException.Kind.TIMED_OUT);
    assertThat(failure).hasMessageContaining("blog-web-3 did not answer within 60 s");
    assertThat(stateOf("blog-web-3")).isEqualTo(MachineState.FAILED);
    home.recover();
    controller.scale(3);
    census.requireServing(3);
  }

  @Test
  void aMachineWhoseCheckNeverPassesIsGivenUpWithItsLastReason() {
    home.fallSick("blog-web-3");

    OperationException failure = failureOf(() -> controller.scale(3));

    assertThat(failure.kind()).isEqualTo(OperationException.Kind.TIMED_OUT);
    assertThat(failure)
        .hasMessageContaining("timed out after 120 s waiting for its health check")
        .hasMessageContaining("blog-web-3 is sick");
    assertThat(controller.engine().operations().getFirst().status())
        .isEqualTo(Operation.Status.FAILED);
  }

  @Test
  void aFailedNewMachineLeavesTheOthersServingAndTheNextRunReplacesIt() {
    home.fallSick("blog-web-3");

    failureOf(() -> controller.scale(4));

    assertThat(census.backends())
        .extracting(line -> line.substring(0, line.indexOf('=')))
        .containsExactlyInAnyOrder("blog-web-1", "blog-web-2", "blog-web-4");
    home.recover();
    controller.scale(4);
    census.requireServing(4);
    assertThat(census.names(TierName.WEB)).doesNotContain("blog-web-3");
  }

  @Test
  void aFailedNewMachineTakesNoOldOneDownInARoll() {
    String set = controller.snapshot();
    home.fallSick("blog-web-4");

    failureOf(() -> controller.up(2, set));

    assertThat(census.names(TierName.WEB)).contains("blog-web-1", "blog-web-2");
    assertThat(census.backends())
        .anyMatch(line -> line.startsWith("blog-web-1="))
        .anyMatch(line -> line.startsWith("blog-web-2="))
        .noneMatch(line -> line.startsWith("blog-web-4="));
    assertThat(census.record().setId()).isNull();
    home.recover();
    controller.resume(controller.engine().operations().getFirst());
    census.requireServing(2);
    assertThat(census.record().setId()).isEqualTo(set);
  }

  @Test
  void aMachineThatFailedWhileItJoinedIsTakenOutOfTheLoadBalancer() {
    home.fallSick("blog-proxy-1", Stage.BACKENDS);
    failureOf(() -> controller.scale(3));
    assertThat(census.backends()).anyMatch(line -> line.startsWith("blog-web-3="));
    home.recover();

    controller.up(2);

    census.requireServing(2);
  }

  @Test
  void aStoppedLoadBalancerIsReplacedAtTheSamePort() {
    int port = census.record().publishedPort();
    census.guest("blog-proxy-1").become(Machine.State.STOPPED);

    controller.up(2);

    census.requireServing(2);
    assertThat(census.machine("blog-proxy-1").published())
        .extracting(published -> published.hostPort())
        .containsExactly(port);
  }

  @Test
  void allMachinesStoppedAtOnceAreReplacedAndTheDataStay() {
    controller.write("kept");
    census
        .machines()
        .forEach(machine -> census.guest(machine.name()).become(Machine.State.STOPPED));

    controller.up(2);

    census.requireServing(2);
    assertThat(census.rows()).contains("kept");
  }

  @Test
  void aDatabaseMadeAnewIsKnownToTheWebMachinesThatStay() {
    controller.write("kept");
    census.guest("blog-database-1").become(Machine.State.FAILED);
    Machine web = census.machine("blog-web-1");

    controller.up(2);

    census.requireServing(2);
    assertThat(census.rows()).contains("kept");
    assertThat(census.machines()).contains(web);
  }

  @Test
  void machinesThatVanishedAreReplaced() {
    home.provider().compute().delete(census.machine("blog-web-1").id());
    assertThat(controller.engine().status(Controller.FLEET).state()).isEqualTo("degraded");

    controller.up(2);

    census.requireServing(2);
  }

  @Test
  void aRefusalOfTheProviderIsReportedAndDoesNotStopWhatIsIndependent() {
    FaultPlan fullHouse =
        FaultPlan.refusing(
            call -> call.name().equals("compute.create") && call.subject().equals("blog-web-3"),
            () -> new ProviderException.QuotaExceeded("4 machines are the most", "ask for more"));
    try (Controller unlucky = Controller.suffering(home, fullHouse)) {
      OperationException failure = failureOf(() -> unlucky.scale(4));

      assertThat(failure.kind()).isEqualTo(OperationException.Kind.PROVIDER_REFUSED);
      assertThat(failure).hasMessageContaining("4 machines are the most");
      assertThat(failure.where()).isEqualTo("create machine blog-web-3");
      assertThat(failure.fix()).isEqualTo("ask for more");
    }
    assertThat(stateOf("blog-web-4")).isEqualTo(MachineState.SERVING);
    controller.scale(4);
    census.requireServing(4);
  }

  @Test
  void aSnapshotSetThatFailsIsRemovedAgain() {
    FaultPlan diskFull =
        FaultPlan.refusing(
            call -> call.name().equals("compute.capture") && call.subject().endsWith("web"),
            () -> new ProviderException.InsufficientCapacity("the disk is full", "make room"));
    try (Controller unlucky = Controller.suffering(home, diskFull)) {
      ProviderException failure = catchThrowableOfType(ProviderException.class, unlucky::snapshot);

      assertThat(failure).hasMessage("the disk is full");
      assertThat(unlucky.store().snapshotSets()).isEmpty();
    }
    census.requireServing(2);
    controller.write("the database goes on");
  }

  private MachineState stateOf(String name) {
    return controller.store().machines(Controller.FLEET).stream()
        .filter(machine -> machine.name().equals(name))
        .findFirst()
        .orElseThrow()
        .state();
  }

  private static OperationException failureOf(ThrowingCallable work) {
    return catchThrowableOfType(OperationException.class, work);
  }
}
