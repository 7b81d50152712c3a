package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.plan.Plan;
import io.snapfleet.fleet.plan.Step;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.fake.Call;
import io.snapfleet.provider.fake.FaultPlan;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An end that is set for a whole operation. */
class TimeLimitTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofSeconds(2);

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
  void aMachineThatDoesNotAnswerIsLeftAtTheLimitAndGoneOnWith() {
    home.unreachable("blog-web-3");

    OperationException failure = failureOf(() -> scaleWithin(LIMIT, 3));

    assertThat(failure)
        .hasMessageStartingWith("the time limit of 10 s passed")
        .hasMessageContaining("blog-web-3 did not answer within 10 s");
    assertThat(machine("blog-web-3").state()).isNotEqualTo(MachineState.FAILED);
    Machine made = census.machine("blog-web-3");
    home.recover();
    controller.resume(newest());
    census.requireServing(3);
    assertThat(census.machines()).contains(made);
  }

  @Test
  void aHealthCheckThatDoesNotPassIsNamedWithItsLastReason() {
    home.fallSick("blog-web-3");

    OperationException failure = failureOf(() -> scaleWithin(LIMIT, 3));

    assertThat(failure)
        .hasMessageContaining("passed while waiting for its health check")
        .hasMessageContaining("blog-web-3 is sick");
    assertThat(newest().status()).isEqualTo(Operation.Status.FAILED);
  }

  @Test
  void aShorterDeadlineOfItsOwnStillFailsTheMachine() {
    home.fallSick("blog-web-3");

    OperationException failure =
        catchThrowableOfType(
            OperationException.class, () -> scaleWithin(Duration.ofMinutes(30), 3));

    assertThat(failure.kind()).isEqualTo(OperationException.Kind.TIMED_OUT);
    assertThat(machine("blog-web-3").state()).isEqualTo(MachineState.FAILED);
  }

  @Test
  void aSnapshotSetThatHadNoTimeIsNotThereAndTheFleetServesOn() {
    home.fallSick("blog-database-1");

    failureOf(
        () ->
            controller
                .engine()
                .within(LIMIT)
                .takeSnapshot(Controller.FLEET, ProgressListener.SILENT));

    assertThat(controller.store().snapshotSets()).isEmpty();
    home.recover();
    census.requireServing(2);
    controller.snapshot();
  }

  @Test
  void whatWasHeldStillIsLetGoAlsoAfterTheLimit() {
    FaultPlan slow =
        new FaultPlan() {
          @Override
          public void before(Call call) {
            if (call.name().equals("compute.capture")) {
              home.clock().sleep(LIMIT);
            }
          }
        };
    try (Controller slowed = Controller.suffering(home, slow)) {
      slowed.engine().within(LIMIT).takeSnapshot(Controller.FLEET, ProgressListener.SILENT);
    }

    controller.write("after the set");
    assertThat(census.rows()).contains("after the set");
  }

  @Test
  void aProviderThatAsksToWaitLongerIsNotWaitedFor() {
    FaultPlan busy =
        FaultPlan.refusing(
            call -> call.name().equals("compute.delete"),
            () ->
                new ProviderException.RateLimited("too many calls", "wait", Duration.ofMinutes(5)));
    try (Controller slowed = Controller.suffering(home, busy)) {
      OperationException failure =
          failureOf(
              () ->
                  slowed
                      .engine()
                      .within(LIMIT)
                      .down(Controller.FLEET, false, Approval.GIVEN, ProgressListener.SILENT));

      assertThat(failure).hasMessageContaining("too many calls");
    }
    controller.down();
    census.requireDown();
  }

  @Test
  void noStepBeginsAfterTheLimit() {
    MovingClock clock = home.clock();
    List<String> begun = new CopyOnWriteArrayList<>();
    Plan plan = controller.engine().plan(request(4));
    TimeLimit limit = TimeLimit.in(LIMIT, clock);

    List<PlanExecutor.Failure> failures =
        new PlanExecutor(clock, limit, ProgressListener.SILENT)
            .run(
                plan,
                step -> {
                  begun.add(step.id());
                  clock.sleep(LIMIT);
                });

    assertThat(failures).isNotEmpty();
    assertThat(failures)
        .extracting(failure -> failure.step().id())
        .doesNotContainAnyElementsOf(begun);
    assertThat(failures.getFirst().cause()).hasMessageContaining("before this step began");
  }

  @Test
  void aStepThatHangsIsInterrupted() {
    Plan plan = controller.engine().plan(request(3));
    TimeLimit limit = TimeLimit.in(Duration.ofSeconds(1), Clock.systemUTC());

    List<PlanExecutor.Failure> failures =
        new PlanExecutor(Clock.systemUTC(), limit, ProgressListener.SILENT)
            .run(plan, TimeLimitTest::hang);

    assertThat(failures).isNotEmpty();
    assertThat(failures.getFirst().cause()).hasMessage("interrupted");
  }

  private static void hang(Step step) {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException("interrupted", interrupted);
    }
  }

  /** What failed because of the limit, and at most one poll after it. */
  private OperationException failureOf(ThrowingCallable work) {
    Instant start = home.clock().instant();
    OperationException failure = catchThrowableOfType(OperationException.class, work);
    assertThat(failure.kind()).isEqualTo(OperationException.Kind.TIME_LIMIT);
    assertThat(Duration.between(start, home.clock().instant()))
        .isLessThanOrEqualTo(LIMIT.plus(POLL));
    return failure;
  }

  private void scaleWithin(Duration limit, int webMachines) {
    controller
        .engine()
        .within(limit)
        .deploy(request(webMachines), Approval.GIVEN, ProgressListener.SILENT);
  }

  private DeployRequest request(int webMachines) {
    return controller.engine().scaleRequest(Controller.FLEET, Map.of(TierName.WEB, webMachines));
  }

  private Operation newest() {
    return controller.engine().operations().getFirst();
  }

  private FleetMachine machine(String name) {
    return controller.engine().machines(Controller.FLEET).stream()
        .filter(machine -> machine.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
