package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.provider.api.Capability;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * A home for each scenario in which it can begin, to be copied for every run, and what a process
 * does that nothing happens to. Thread-safe.
 */
final class PreparedScenarios {
  /** Lists show what was prepared, however late. */
  private static final Duration LONG_SHOWN = Duration.ofMinutes(1);

  private final Path directory;
  private final Map<Scenario, Home> homes = new EnumMap<>(Scenario.class);
  private final Map<Scenario, Life> clean = new EnumMap<>(Scenario.class);
  private final AtomicInteger copies = new AtomicInteger();

  /**
   * @param missing what the provider cannot do
   */
  PreparedScenarios(Path directory, Capability... missing) {
    this.directory = directory;
    for (Scenario scenario : Scenario.values()) {
      Home home = new Home(directory.resolve(scenario.name())).without(missing);
      try (Controller controller = Controller.on(home)) {
        scenario.prepare(controller);
      }
      home.clock().sleep(LONG_SHOWN);
      homes.put(scenario, home);
      clean.put(scenario, interruption(scenario, Duration.ZERO).runCleanly());
    }
  }

  /** Which to do something to, at a provider whose lists lag behind so long. */
  Interruption interruption(Scenario scenario, Duration lag) {
    Path copy = directory.resolve("copy-" + copies.incrementAndGet());
    return new Interruption(
        scenario, homes.getOrDefault(scenario, new Home(directory)).copy(copy, lag));
  }

  /** How many acts of this kind a process does that nothing happens to. */
  int acts(Scenario scenario, Life.Place place) {
    return clean.getOrDefault(scenario, Life.endless()).acts(place);
  }

  /** Side by side; returns, or tells of the first failure, when all have ended. */
  static void each(int times, IntConsumer work) {
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
