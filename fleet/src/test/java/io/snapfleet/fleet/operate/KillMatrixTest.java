package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.fleet.operate.Interruption.Aftermath;
import io.snapfleet.fleet.operate.Life.Death;
import io.snapfleet.fleet.operate.Life.Place;
import io.snapfleet.fleet.operate.Life.Side;
import io.snapfleet.provider.fake.FaultPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No matter at which moment a process dies: nothing leaks, nothing is lost, the next one ends it.
 */
class KillMatrixTest {
  @TempDir(factory = MemoryDirectory.class)
  private Path directory;

  private final AtomicInteger copies = new AtomicInteger();

  @ParameterizedTest
  @EnumSource
  void killedAtAnyProviderCallItIsRunAgain(Scenario scenario) {
    killEverywhere(scenario, Place.PROVIDER, Aftermath.AGAIN);
  }

  @ParameterizedTest
  @EnumSource
  void killedAtAnyProviderCallItIsResumed(Scenario scenario) {
    killEverywhere(scenario, Place.PROVIDER, Aftermath.RESUME);
  }

  @ParameterizedTest
  @EnumSource
  void killedAtAnyProviderCallItIsTakenDown(Scenario scenario) {
    killEverywhere(scenario, Place.PROVIDER, Aftermath.DOWN);
  }

  @ParameterizedTest
  @EnumSource
  void killedAtAnyScriptItIsResumed(Scenario scenario) {
    killEverywhere(scenario, Place.MACHINE, Aftermath.RESUME);
  }

  @ParameterizedTest
  @EnumSource
  void killedAtAnyWriteToTheStoreItIsRunAgain(Scenario scenario) {
    killEverywhere(scenario, Place.STORE, Aftermath.AGAIN);
  }

  @ParameterizedTest
  @EnumSource
  void aLostReplyToAnyProviderCallIsMadeUpFor(Scenario scenario) {
    Home prepared = prepared(scenario);
    each(
        acts(scenario, prepared, Place.PROVIDER),
        ordinal ->
            new Interruption(scenario, copyOf(prepared))
                .runSuffering(FaultPlan.replyLost(ordinal)));
  }

  private void killEverywhere(Scenario scenario, Place place, Aftermath aftermath) {
    Home prepared = prepared(scenario);
    int acts = acts(scenario, prepared, place);
    for (Side side : Side.values()) {
      each(
          acts,
          ordinal ->
              new Interruption(scenario, copyOf(prepared))
                  .runDying(new Death(place, ordinal, side), aftermath));
    }
  }

  private Home prepared(Scenario scenario) {
    Home home = new Home(directory.resolve("prepared"));
    try (Controller controller = Controller.on(home)) {
      scenario.prepare(controller);
    }
    return home;
  }

  private int acts(Scenario scenario, Home prepared, Place place) {
    return new Interruption(scenario, copyOf(prepared)).runCleanly().acts(place);
  }

  private Home copyOf(Home prepared) {
    return prepared.copy(directory.resolve("copy-" + copies.incrementAndGet()));
  }

  /** Side by side; returns, or tells of the first failure, when all have ended. */
  private static void each(int acts, Consumer<Integer> work) {
    Map<Integer, Future<?>> running = new TreeMap<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      IntStream.rangeClosed(1, acts)
          .forEach(ordinal -> running.put(ordinal, threads.submit(() -> work.accept(ordinal))));
    }
    running.forEach(
        (ordinal, end) ->
            assertThat(end).as("act %d of %d", ordinal, acts).succeedsWithin(Duration.ZERO));
  }
}
