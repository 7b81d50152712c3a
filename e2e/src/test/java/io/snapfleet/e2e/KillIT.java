package io.snapfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * Kills commands at random moments and lets the next one take up what they left. The same moments
 * come again with {@code -Dsnapfleet.kill.seed=N}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillIT {
  private static final int WEB = 2;
  private static final int SCALED = 3;

  /** The commands that are killed, in the order in which they follow each other. */
  private enum Victim {
    SCALE,
    SNAPSHOT,
    DOWN,
    UP
  }

  private final long seed = Long.getLong("snapfleet.kill.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Map<Victim, Double> usualSeconds = new EnumMap<>(Victim.class);
  private TestHome home;
  private TestFleet fleet;
  private String set;

  /** How many web machines there are; 0 when the fleet is down. */
  private int web;

  @BeforeAll
  void runEachCommandOnceToItsEnd() throws IOException {
    System.out.println("KillIT: -Dsnapfleet.kill.seed=" + seed);
    home = TestHome.create();
    fleet = home.example("static", "kill");
    fleet.up();
    Ran taken = home.snapfleet().must("snapshot", "create", fleet.name(), "--json");
    set = taken.result().get("id").asString();
    usualSeconds.put(Victim.SNAPSHOT, taken.seconds());
    usualSeconds.put(Victim.DOWN, fleet.down().seconds());
    usualSeconds.put(Victim.UP, fleet.up("--from-snapshot", set).seconds());
    usualSeconds.put(Victim.SCALE, fleet.scale(SCALED).seconds());
    web = SCALED;
    assertServing();
  }

  @AfterAll
  void leaveNothing() throws IOException {
    home.close();
  }

  @RepeatedTest(20)
  void theNextCommandTakesUpWhatAKilledOneLeft(RepetitionInfo repetition) throws IOException {
    Victim victim = Victim.values()[(repetition.getCurrentRepetition() - 1) % 4];
    while (!killed(victim)) {
      // It ended by itself first: there was nothing to take up.
      lookWhatIsThere();
    }
    takeUp(victim);
    if (web == 0) {
      assertThat(home.traces().containers()).isEmpty();
      assertThat(home.traces().trees("machines")).isEmpty();
      // Without machines the pool is not mounted, and what it holds cannot be counted.
      fleet.up("--from-snapshot", set);
      web = WEB;
    }
    assertServing();
    assertOnlyCompleteSetsHaveImages();
  }

  private boolean killed(Victim victim) {
    prepare(victim);
    double seconds = random.nextDouble() * usualSeconds.get(victim);
    System.out.printf("KillIT: %s after %.2f s%n", victim, seconds);
    Duration delay = Duration.ofMillis((long) (seconds * 1000));
    boolean killed = home.snapfleet().start(command(victim)).killAfter(delay);
    home.traces().noteNetworks();
    return killed;
  }

  private void prepare(Victim victim) {
    if (victim == Victim.UP && web > 0) {
      fleet.down();
      web = 0;
    } else if (victim != Victim.UP && web == 0) {
      fleet.up("--from-snapshot", set);
      web = WEB;
    }
  }

  private String[] command(Victim victim) {
    return switch (victim) {
      case SCALE -> new String[] {"scale", fleet.name(), "web=" + scaled(), "--yes"};
      case SNAPSHOT -> new String[] {"snapshot", "create", fleet.name()};
      case DOWN -> new String[] {"down", fleet.name(), "--yes"};
      case UP ->
          new String[] {"up", "-f", fleet.file().toString(), "--from-snapshot", set, "--yes"};
    };
  }

  /** Up when it is down, and the other way round. */
  private int scaled() {
    return web == WEB ? SCALED : WEB;
  }

  /** Either by bringing the operation to its end, or by asking for what the fleet file says. */
  private void takeUp(Victim victim) {
    JsonNode newest = home.snapfleet().json("ops", "list", fleet.name()).get("operations").get(0);
    if (newest.get("status").asString().equals("cut-off") && random.nextBoolean()) {
      home.snapfleet().must("ops", "resume", newest.get("id").asString(), "--yes");
      web =
          switch (victim) {
            case SCALE -> scaled();
            case SNAPSHOT -> web;
            case DOWN -> 0;
            case UP -> WEB;
          };
    } else {
      boolean maybeDown = victim == Victim.DOWN || victim == Victim.UP;
      fleet.up(maybeDown ? new String[] {"--from-snapshot", set} : new String[0]);
      web = WEB;
    }
  }

  private void lookWhatIsThere() {
    web = fleet.machines("web").size();
  }

  private void assertServing() throws IOException {
    JsonNode status = fleet.status();
    assertThat(status.get("state").asString()).as(status::toPrettyString).isEqualTo("serving");
    List<TestMachine> machines = TestFleet.machines(status);
    assertThat(machines).allMatch(machine -> machine.state().equals("serving"));
    assertThat(TestFleet.machines(status, "web")).hasSize(web);
    assertThat(TestFleet.machines(status, "proxy")).hasSize(1);
    assertThat(home.traces().containers()).hasSameSizeAs(machines);
    assertThat(home.traces().runningHosts()).isEqualTo(names(machines));
    assertThat(home.traces().trees("machines")).hasSameSizeAs(machines);
    Visitor visitor = new Visitor(status.get("url").asString());
    assertThat(visitor.frontPage().status()).isEqualTo(200);
    assertThat(visitor.servedBy(10 * web)).isEqualTo(names(TestFleet.machines(status, "web")));
  }

  /** Removes those that were complete before the kill, for the next time. */
  private void assertOnlyCompleteSetsHaveImages() {
    List<String> sets = new ArrayList<>();
    home.snapfleet()
        .json("snapshot", "ls", fleet.name())
        .get("snapshotSets")
        .forEach(one -> sets.add(one.get("id").asString()));
    assertThat(sets).contains(set);
    assertThat(home.traces().trees("images"))
        .as("the base system's, and 2 a set")
        .hasSize(1 + 2 * sets.size());
    sets.stream()
        .filter(one -> !one.equals(set))
        .forEach(one -> home.snapfleet().must("snapshot", "rm", one, "--yes"));
  }

  private static TreeSet<String> names(List<TestMachine> machines) {
    TreeSet<String> names = new TreeSet<>();
    machines.forEach(machine -> names.add(machine.name()));
    return names;
  }
}
