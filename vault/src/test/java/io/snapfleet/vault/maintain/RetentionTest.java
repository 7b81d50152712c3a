package io.snapfleet.vault.maintain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.maintain.Retention.Candidate;
import io.snapfleet.vault.maintain.Retention.Decision;
import io.snapfleet.vault.repository.Repository;
import io.snapfleet.vault.repository.StoredSnapshot;
import io.snapfleet.vault.store.LocalBackend;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
  private static final ZonedDateTime NOW =
      ZonedDateTime.of(2026, 3, 31, 12, 0, 0, 0, ZoneOffset.UTC);

  /** Restic's own options, each with the policy that is the same. */
  private static Map<String, RetentionPolicy> policies() {
    RetentionPolicy none = RetentionPolicy.EMPTY;
    Map<String, RetentionPolicy> policies = new LinkedHashMap<>();
    policies.put("--keep-last 3", none.keep(RetentionPeriod.LAST, 3));
    policies.put("--keep-hourly 5", none.keep(RetentionPeriod.HOURLY, 5));
    policies.put("--keep-daily 400", none.keep(RetentionPeriod.DAILY, 400));
    policies.put(
        "--keep-daily 7 --keep-weekly 5 --keep-monthly 12 --keep-yearly 3",
        none.keep(RetentionPeriod.DAILY, 7)
            .keep(RetentionPeriod.WEEKLY, 5)
            .keep(RetentionPeriod.MONTHLY, 12)
            .keep(RetentionPeriod.YEARLY, 3));
    policies.put(
        "--keep-within 1m", none.keepWithin(RetentionPeriod.LAST, CalendarSpan.parse("1m")));
    policies.put(
        "--keep-within-hourly 2d12h --keep-within-daily 14d --keep-within-weekly 2m --keep-within-monthly 1y --keep-within-yearly 10y",
        none.keepWithin(RetentionPeriod.HOURLY, CalendarSpan.parse("2d12h"))
            .keepWithin(RetentionPeriod.DAILY, CalendarSpan.parse("14d"))
            .keepWithin(RetentionPeriod.WEEKLY, CalendarSpan.parse("2m"))
            .keepWithin(RetentionPeriod.MONTHLY, CalendarSpan.parse("1y"))
            .keepWithin(RetentionPeriod.YEARLY, CalendarSpan.parse("10y")));
    policies.put(
        "--keep-tag manual,proven --keep-tag first",
        none.keepTagged(Set.of("manual", "proven")).keepTagged(Set.of("first")));
    policies.put(
        "--keep-weekly 3 --keep-tag manual",
        none.keep(RetentionPeriod.WEEKLY, 3).keepTagged(Set.of("manual")));
    return policies;
  }

  @Test
  void everyPolicyDecidesAsResticDoes(@TempDir Path directory) {
    Path root = directory.resolve("repository");
    TestRepository.create(LocalBackend.create(root));
    List<Candidate> series = new ArrayList<>();
    try (Repository repository = TestRepository.open(LocalBackend.open(root))) {
      Id tree = repository.snapshot(TestRepository.backUp(repository, Map.of())).file().tree();
      repository.snapshots().forEach(one -> repository.deleteSnapshot(one.id()));
      for (Instant time : moments()) {
        repository.saveSnapshot(TestRepository.snapshot(tree, time, tags(time)));
      }
      for (StoredSnapshot one : repository.snapshots()) {
        series.add(new Candidate(one.id(), one.file().time(), Set.copyOf(one.file().tags())));
      }
    }
    Restic restic = new Restic(root);
    policies()
        .forEach(
            (options, policy) -> {
              Decision ours = Retention.apply(series, policy, NOW);
              assertThat(kept(ours)).as(options).isEqualTo(keptByRestic(restic, options));
            });
  }

  @Test
  void everyKeptSnapshotHasItsReasons() {
    Decision decision =
        Retention.apply(
            List.of(
                at("2026-03-31T10:00:00Z"), at("2026-03-31T09:00:00Z"), at("2026-01-02T00:00:00Z")),
            RetentionPolicy.EMPTY
                .keep(RetentionPeriod.LAST, 1)
                .keep(RetentionPeriod.DAILY, 5)
                .keepWithin(RetentionPeriod.LAST, CalendarSpan.parse("12h")),
            NOW);

    assertThat(decision.keep())
        .extracting(Retention.Kept::reasons)
        .containsExactly(
            List.of("last snapshot", "daily snapshot", "within 12h"),
            List.of("within 12h"),
            List.of("daily snapshot"));
    assertThat(decision.remove()).isEmpty();
  }

  @Test
  void theOldestIsKeptWhileCountsAreLeft() {
    Decision decision =
        Retention.apply(
            List.of(
                at("2026-03-31T10:00:00Z"), at("2026-03-31T09:00:00Z"), at("2026-03-31T08:00:00Z")),
            RetentionPolicy.EMPTY.keep(RetentionPeriod.DAILY, 2),
            NOW);

    assertThat(decision.keep())
        .extracting(Retention.Kept::reasons)
        .containsExactly(List.of("daily snapshot"), List.of("oldest daily snapshot"));
  }

  @Test
  void aClockThatWasAheadDoesNotShortenWhatIsKept() {
    Candidate ahead = at("2027-01-01T00:00:00Z");
    Candidate today = at("2026-03-31T10:00:00Z");
    Decision decision =
        Retention.apply(
            List.of(ahead, today),
            RetentionPolicy.EMPTY.keepWithin(RetentionPeriod.LAST, CalendarSpan.parse("7d")),
            NOW);

    assertThat(decision.remove()).isEmpty();
  }

  @Test
  void anEmptyPolicyIsRefused() {
    for (RetentionPolicy policy :
        List.of(RetentionPolicy.EMPTY, RetentionPolicy.EMPTY.keep(RetentionPeriod.DAILY, 0))) {
      assertThatThrownBy(() -> Retention.apply(List.of(at("2026-03-31T10:00:00Z")), policy, NOW))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("would remove every snapshot");
    }
  }

  @Test
  void theLastOneIsNeverRemoved() {
    Candidate newest = at("2026-03-31T10:00:00Z");
    Decision decision =
        Retention.apply(
            List.of(at("2026-03-30T10:00:00Z"), newest),
            RetentionPolicy.EMPTY.keepTagged(Set.of("nobody has this")),
            NOW);

    assertThat(decision.keep())
        .singleElement()
        .satisfies(
            kept -> {
              assertThat(kept.candidate()).isEqualTo(newest);
              assertThat(kept.reasons()).containsExactly("the last one is never removed");
            });
    assertThat(decision.remove()).hasSize(1);
  }

  @Property(tries = 200)
  void everySnapshotIsKeptOrRemovedOnceAndOneAlwaysStays(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 20_000) Integer> hours,
      @ForAll @IntRange(min = 1, max = 9) int count,
      @ForAll RetentionPeriod period) {
    List<Candidate> series =
        hours.stream().distinct().map(hour -> at(NOW.minusHours(hour).toInstant())).toList();
    Decision decision = Retention.apply(series, RetentionPolicy.EMPTY.keep(period, count), NOW);

    List<Candidate> all = new ArrayList<>(decision.remove());
    decision.keep().forEach(kept -> all.add(kept.candidate()));
    assertThat(all).containsExactlyInAnyOrderElementsOf(series);
    assertThat(decision.keep()).hasSizeBetween(1, count);
  }

  @Test
  void spansAreReadAsResticWritesThem() {
    assertThat(CalendarSpan.parse("1y6m14d12h")).isEqualTo(new CalendarSpan(1, 6, 14, 12));
    assertThat(CalendarSpan.parse("1y6m14d12h")).hasToString("1y6m14d12h");
    assertThat(CalendarSpan.parse("36h")).isEqualTo(new CalendarSpan(0, 0, 0, 36));
    for (String wrong : List.of("", "7", "d7", "7 d", "0d", "-1d", "1h1d")) {
      assertThatThrownBy(() -> CalendarSpan.parse(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** Without the oldest of a span, which restic keeps since 0.16 and Debian's does not. */
  private static Set<String> kept(Decision decision) {
    Set<String> kept = new TreeSet<>();
    for (Retention.Kept one : decision.keep()) {
      if (!one.reasons().stream().allMatch(RetentionTest::isOldestOfSpan)) {
        kept.add(one.candidate().snapshot().shortHex());
      }
    }
    return kept;
  }

  private static boolean isOldestOfSpan(String reason) {
    return reason.startsWith("oldest") && reason.contains("within");
  }

  /** The names under "keep" of restic's answer, which lists what it removes under another key. */
  private static Set<String> keptByRestic(Restic restic, String options) {
    List<String> arguments = new ArrayList<>(List.of("forget", "--dry-run", "--json"));
    arguments.addAll(List.of(options.split(" ")));
    String answer = restic.succeed(arguments.toArray(String[]::new));
    String keep = answer.substring(answer.indexOf("\"keep\":"), answer.indexOf("\"remove\":"));
    Set<String> kept = new TreeSet<>();
    Matcher name = Pattern.compile("\"short_id\":\"([0-9a-f]{8})\"").matcher(keep);
    while (name.find()) {
      kept.add(name.group(1));
    }
    return kept;
  }

  /** Three years, denser towards the end, with turns of years, leap days and summer time. */
  private static Set<Instant> moments() {
    Random random = new Random(2026);
    Set<Instant> moments = new TreeSet<>();
    for (int number = 0; number < 120; number++) {
      long minutes = (long) (Math.pow(random.nextDouble(), 4) * 3 * 365 * 24 * 60);
      moments.add(NOW.toInstant().minus(Duration.ofMinutes(minutes + 1)));
    }
    for (String turn :
        List.of("2024-02-29T23:59:59Z", "2024-12-30T01:00:00Z", "2025-01-01T00:00:00Z")) {
      moments.add(Instant.parse(turn));
    }
    return moments;
  }

  private static List<String> tags(Instant time) {
    return switch ((int) (time.getEpochSecond() / 60 % 5)) {
      case 0 -> List.of("manual");
      case 1 -> List.of("manual", "proven");
      case 2 -> List.of("first", "other");
      default -> List.of();
    };
  }

  private static Candidate at(String time) {
    return at(Instant.parse(time));
  }

  private static Candidate at(Instant time) {
    byte[] name = new byte[Id.LENGTH];
    java.nio.ByteBuffer.wrap(name).putLong(time.getEpochSecond());
    return new Candidate(Id.of(name), time, Set.of());
  }
}
