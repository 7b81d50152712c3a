package io.snapfleet.fleet.operate;

import static io.snapfleet.fleet.operate.PreparedScenarios.each;

import io.snapfleet.fleet.operate.Interruption.Aftermath;
import io.snapfleet.fleet.operate.Life.Death;
import io.snapfleet.fleet.operate.Life.Place;
import io.snapfleet.fleet.operate.Life.Side;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No matter at which moment a process dies or what the provider does to one call: nothing leaks,
 * nothing is lost, none that serves is without traffic, and the next one ends it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChaosMatrixTest {
  /** The provider is asked the same there as without a refresh. */
  private static final String REFRESHED = ".*REFRESHED";

  /** Machines and the store are asked the same there as behind a proxy. */
  private static final String BALANCED = ".*BALANCED";

  /** By which new things show late in lists. */
  private static final Duration LAG = Duration.ofSeconds(20);

  @TempDir(factory = MemoryDirectory.class)
  private static Path directory;

  private PreparedScenarios scenarios;

  @BeforeAll
  void prepare() {
    scenarios = new PreparedScenarios(directory);
  }

  @ParameterizedTest
  @EnumSource
  void killedAtAnyProviderCallItIsRunAgainOrResumed(Scenario scenario) {
    killEverywhere(scenario, Place.PROVIDER, Duration.ZERO, Aftermath.AGAIN, Aftermath.RESUME);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = REFRESHED)
  void killedAtAnyProviderCallItIsTakenDown(Scenario scenario) {
    killEverywhere(scenario, Place.PROVIDER, Duration.ZERO, Aftermath.DOWN);
  }

  @Test
  void killedAtAnyProviderCallATakeDownIsTurnedBack() {
    killEverywhere(Scenario.DOWN, Place.PROVIDER, Duration.ZERO, Aftermath.UP);
  }

  /** What it was making or deleting is listed, and is neither there nor gone. */
  @ParameterizedTest
  @EnumSource
  void killedHalfWayThroughAProviderCallItIsResumedRunAgainOrTakenDown(Scenario scenario) {
    for (Aftermath aftermath : List.of(Aftermath.RESUME, Aftermath.AGAIN, Aftermath.DOWN)) {
      killHalfWay(scenario, aftermath);
    }
  }

  @Test
  void killedHalfWayThroughAProviderCallATakeDownIsTurnedBack() {
    killHalfWay(Scenario.DOWN, Aftermath.UP);
  }

  /** What the dead process made shows in no list when the next one begins. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = REFRESHED)
  void whereListsLagBehindItIsResumedRunAgainOrTakenDown(Scenario scenario) {
    killEverywhere(
        scenario, Place.PROVIDER, LAG, Aftermath.RESUME, Aftermath.DOWN, Aftermath.AGAIN);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = BALANCED)
  void killedAtAnyScriptItIsResumed(Scenario scenario) {
    killEverywhere(scenario, Place.MACHINE, Duration.ZERO, Aftermath.RESUME);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = BALANCED)
  void killedAtAnyWriteToTheStoreItIsRunAgainOrResumed(Scenario scenario) {
    killEverywhere(scenario, Place.STORE, Duration.ZERO, Aftermath.RESUME, Aftermath.AGAIN);
  }

  /** One mishap after the other; those that pass are not even noticed. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = REFRESHED)
  void aMishapAtAnyProviderCallIsMadeUpForOrItIsResumed(Scenario scenario) {
    List<Mishap> mishaps = Arrays.asList(Mishap.values());
    each(
        scenarios.acts(scenario, Place.PROVIDER) * mishaps.size(),
        number -> {
          Mishap mishap = mishaps.get(number % mishaps.size());
          int ordinal = (number + mishaps.size() - 1) / mishaps.size();
          scenarios.interruption(scenario, Duration.ZERO).runSuffering(mishap, ordinal);
        });
  }

  private void killHalfWay(Scenario scenario, Aftermath aftermath) {
    each(
        scenarios.acts(scenario, Place.HALF_WAY),
        ordinal ->
            scenarios
                .interruption(scenario, Duration.ZERO)
                .runDying(new Death(Place.HALF_WAY, ordinal, Side.BEFORE), aftermath));
  }

  /** Before and after every act; the aftermaths take turns. */
  private void killEverywhere(
      Scenario scenario, Place place, Duration lag, Aftermath... aftermaths) {
    for (Side side : Side.values()) {
      each(
          scenarios.acts(scenario, place),
          ordinal ->
              scenarios
                  .interruption(scenario, lag)
                  .runDying(
                      new Death(place, ordinal, side),
                      aftermaths[(ordinal + side.ordinal()) % aftermaths.length]));
    }
  }
}
