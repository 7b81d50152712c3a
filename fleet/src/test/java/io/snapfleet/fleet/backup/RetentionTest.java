package io.snapfleet.fleet.backup;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.fleet.model.Backup;
import io.snapfleet.fleet.model.Backup.State;
import io.snapfleet.fleet.model.BackupPeriod;
import io.snapfleet.fleet.model.BackupSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The verdicts are held against files that a person can judge. */
class RetentionTest {
  private static final Path GOLDEN =
      Path.of("src/test/resources/io/snapfleet/fleet/backup/retention");
  private static final Instant NOW = Instant.parse("2026-11-21T12:30:00Z");

  @Example
  void twoYearsOfAllPeriodsWithTheDefaults() throws IOException {
    List<Backup> backups = new ArrayList<>();
    add(backups, BackupPeriod.HOURLY, Duration.ofHours(1), 60);
    add(backups, BackupPeriod.DAILY, Duration.ofDays(1), 40);
    add(backups, BackupPeriod.WEEKLY, Duration.ofDays(7), 12);
    add(backups, BackupPeriod.MONTHLY, Duration.ofDays(30), 24);
    add(backups, BackupPeriod.BIMONTHLY, Duration.ofDays(61), 12);

    assertGolden("defaults", Retention.apply(backups, BackupSpec.DEFAULT.keep(), Map.of(), NOW));
  }

  @Example
  void oneOfEveryState() throws IOException {
    List<Backup> backups =
        List.of(
            backup("a-taking", BackupPeriod.HOURLY, State.TAKING, 0),
            backup("b-partial", BackupPeriod.HOURLY, State.PARTIAL, 1),
            backup("c-future", BackupPeriod.HOURLY, State.COMPLETE, -48),
            backup("d-good", BackupPeriod.HOURLY, State.COMPLETE, 2),
            backup("e-partial", BackupPeriod.HOURLY, State.PARTIAL, 3),
            backup("f-pinned", BackupPeriod.HOURLY, State.COMPLETE, 4),
            backup("g-old", BackupPeriod.HOURLY, State.COMPLETE, 5),
            backup("h-manual", BackupPeriod.MANUAL, State.COMPLETE, 6),
            backup("i-pinned-partial", BackupPeriod.MANUAL, State.PARTIAL, 7),
            backup("j-deleting", BackupPeriod.DAILY, State.DELETING, 8));

    assertGolden(
        "states",
        Retention.apply(
            backups,
            Map.of(BackupPeriod.HOURLY, 1),
            Map.of(
                "f-pinned", "snapshot set abcd refers to it",
                "i-pinned-partial", "snapshot set efgh refers to it"),
            NOW));
  }

  @Example
  void theLastGoodOneIsKeptThoughNothingIsToBe() throws IOException {
    List<Backup> backups =
        List.of(
            backup("a", BackupPeriod.HOURLY, State.PARTIAL, 1),
            backup("b", BackupPeriod.DAILY, State.COMPLETE, 900),
            backup("c", BackupPeriod.HOURLY, State.COMPLETE, 901));

    assertGolden("nothing-to-keep", Retention.apply(backups, Map.of(), Map.of(), NOW));
  }

  @Property(tries = 500)
  void nothingThatMattersIsEverRemoved(
      @ForAll("backups") List<Backup> backups,
      @ForAll("policies") Map<BackupPeriod, Integer> keep) {
    Set<String> pinned =
        backups.stream()
            .map(Backup::id)
            .filter(id -> id.hashCode() % 5 == 0)
            .collect(java.util.stream.Collectors.toSet());
    Map<String, String> references =
        pinned.stream().collect(java.util.stream.Collectors.toMap(id -> id, id -> "pinned"));

    List<Retention.Verdict> verdicts = Retention.apply(backups, keep, references, NOW);

    assertThat(verdicts).extracting(Retention.Verdict::backup).hasSameElementsAs(backups);
    assertThat(verdicts).allMatch(verdict -> !verdict.reasons().isEmpty());
    verdicts.stream()
        .filter(verdict -> verdict.backup().isGood() && !verdict.backup().moment().isAfter(NOW))
        .findFirst()
        .ifPresent(newest -> assertThat(newest.kept()).as("the newest good one").isTrue());
    assertThat(verdicts)
        .filteredOn(verdict -> !verdict.kept() && verdict.backup().state() != State.DELETING)
        .extracting(verdict -> verdict.backup().id())
        .doesNotContainAnyElementsOf(pinned.isEmpty() ? Set.of("none") : pinned);
    List<Backup> left =
        verdicts.stream().filter(Retention.Verdict::kept).map(Retention.Verdict::backup).toList();
    assertThat(Retention.apply(left, keep, references, NOW))
        .as("what was kept once is kept again")
        .allMatch(Retention.Verdict::kept);
  }

  @Provide
  Arbitrary<List<Backup>> backups() {
    Arbitrary<Backup> one =
        Combinators.combine(
                Arbitraries.of(BackupPeriod.class),
                Arbitraries.of(State.class),
                Arbitraries.integers().between(-50, 2000),
                Arbitraries.strings().withCharRange('a', 'z').ofLength(12))
            .as((period, state, hours, id) -> backup(id, period, state, hours));
    return one.list().uniqueElements(Backup::id).ofMaxSize(40);
  }

  @Provide
  Arbitrary<Map<BackupPeriod, Integer>> policies() {
    return Arbitraries.maps(
        Arbitraries.of(BackupPeriod.class), Arbitraries.integers().between(0, 5));
  }

  private static void add(List<Backup> backups, BackupPeriod period, Duration every, int count) {
    for (int index = 1; index <= count; index++) {
      String id = "%s-%02d".formatted(period.text(), index);
      backups.add(
          backup(id, period, State.COMPLETE, NOW.minus(every.multipliedBy(index)).plusSeconds(1)));
    }
  }

  private static Backup backup(String id, BackupPeriod period, State state, int hoursAgo) {
    return backup(id, period, state, NOW.minus(Duration.ofHours(hoursAgo)));
  }

  private static Backup backup(String id, BackupPeriod period, State state, Instant moment) {
    return new Backup(id, "blog", period, state, moment, null, null, null);
  }

  private static void assertGolden(String name, List<Retention.Verdict> verdicts)
      throws IOException {
    String found =
        verdicts.stream()
            .map(
                verdict ->
                    "%s %s %s: %s\n"
                        .formatted(
                            verdict.kept() ? "keep  " : "remove",
                            verdict.backup().moment(),
                            verdict.backup().id(),
                            String.join("; ", verdict.reasons())))
            .collect(joining());
    assertThat(found).isEqualTo(Files.readString(GOLDEN.resolve(name + ".txt")));
  }
}
