package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.fleet.operate.Interruption.Aftermath;
import io.snapfleet.fleet.operate.Life.Death;
import io.snapfleet.fleet.operate.Life.Place;
import io.snapfleet.fleet.operate.Life.Side;
import io.snapfleet.provider.fake.FaultPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No matter at which moment a process dies: nothing leaks, nothing is lost, the next one ends it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillMatrixTest {
  private static final int DOUBLE_KILLS = 200;

  /** The provider is asked the same there as without a refresh. */
  private static final String REFRESHED = ".*REFRESHED";

  @TempDir(factory = MemoryDirectory.class)
  private static Path directory;

  private final Map<Scenario, Home> prepared = new EnumMap<>(Scenario.class);
  private final Map<Scenario, Life> clean = new EnumMap<>(Scenario.class);
  private final AtomicInteger copies = new AtomicInteger();

  @BeforeAll
  void prepare() {
    for (Scenario scenario : Scenario.values()) {
      Home home = new Home(directory.resolve(scenario.name()));
      try (Controller controller = Controller.on(home)) {
        scenario.prepare(controller);
      }
      prepared.put(scenario, home);
      clean.put(scenario, interruption(scenario).runCleanly());
    }
  }

  @ParameterizedTest
  @EnumSource
  void killedAtAnyProviderCallItIsRunAgainOrResumed(Scenario scenario) {
    killEverywhere(scenario, Place.PROVIDER, Aftermath.AGAIN, Aftermath.RESUME);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = REFRESHED)
  void killedAtAnyProviderCallItIsTakenDown(Scenario scenario) {
    killEverywhere(scenario, Place.PROVIDER, Aftermath.DOWN);
  }

  @Test
  void killedAtAnyProviderCallATakeDownIsTurnedBack() {
    killEverywhere(Scenario.DOWN, Place.PROVIDER, Aftermath.UP);
  }

  @ParameterizedTest
  @EnumSource
  void killedAtAnyScriptItIsResumed(Scenario scenario) {
    killEverywhere(scenario, Place.MACHINE, Aftermath.RESUME);
  }

  @ParameterizedTest
  @EnumSource
  void killedAtAnyWriteToTheStoreItIsRunAgainOrResumed(Scenario scenario) {
    killEverywhere(scenario, Place.STORE, Aftermath.RESUME, Aftermath.AGAIN);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = REFRESHED)
  void aLostReplyToAnyProviderCallIsMadeUpFor(Scenario scenario) {
    each(
        acts(scenario, Place.PROVIDER),
        ordinal -> interruption(scenario).runSuffering(FaultPlan.replyLost(ordinal)));
  }

  @Test
  void killedTwiceAnywhereItIsResumed() {
    int seed = new Random().nextInt();
    each(
        DOUBLE_KILLS,
        run -> {
          Random random = new Random(seed + run);
          Scenario scenario = Scenario.values()[random.nextInt(Scenario.values().length)];
          List<Death> deaths = Stream.generate(() -> anyDeath(scenario, random)).limit(2).toList();
          assertThat(run)
              .as("seed %d: %s with %s", seed + run, scenario, deaths)
              .satisfies(itself -> interruption(scenario).runDying(deaths));
        });
  }

  private Death anyDeath(Scenario scenario, Random random) {
    Place place = Place.values()[random.nextInt(Place.values().length)];
    int ordinal = 1 + random.nextInt(Math.max(1, acts(scenario, place)));
    return new Death(place, ordinal, Side.values()[random.nextInt(Side.values().length)]);
  }

  /** Before and after every act; the aftermaths take turns. */
  private void killEverywhere(Scenario scenario, Place place, Aftermath... aftermaths) {
    for (Side side : Side.values()) {
      each(
          acts(scenario, place),
          ordinal ->
              interruption(scenario)
                  .runDying(
                      new Death(place, ordinal, side),
                      aftermaths[(ordinal + side.ordinal()) % aftermaths.length]));
    }
  }

  private int acts(Scenario scenario, Place place) {
    return clean.getOrDefault(scenario, Life.endless()).acts(place);
  }

  private Interruption interruption(Scenario scenario) {
    Path copy = directory.resolve("copy-" + copies.incrementAndGet());
    return new Interruption(
        scenario, prepared.getOrDefault(scenario, new Home(directory)).copy(copy));
  }

  /** Side by side; returns, or tells of the first failure, when all have ended. */
  private static void each(int times, IntConsumer work) {
    Map<Integer, Future<?>> running = new TreeMap<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      IntStream.rangeClosed(1, times)
          .forEach(number -> running.put(number, threads.submit(() -> work.accept(number))));
    }
    running.forEach(
        (number, end) ->
            assertThat(end).as("%d of %d", number, times).succeedsWithin(Duration.ZERO));
  }
}
