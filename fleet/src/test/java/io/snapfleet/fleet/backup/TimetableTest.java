package io.snapfleet.fleet.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.fleet.model.BackupPeriod;
import io.snapfleet.fleet.model.ScheduledRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimetableTest {
  private static final Timetable HOURLY = new Timetable(BackupPeriod.HOURLY, ":02");

  @ParameterizedTest
  @CsvSource({
    "HOURLY, :02, 2026-11-21T10:01:59Z, 2026-11-21T09:02:00Z, 2026-11-21T10:02:00Z",
    "HOURLY, :02, 2026-11-21T10:02:00Z, 2026-11-21T10:02:00Z, 2026-11-21T11:02:00Z",
    "DAILY, 02:08, 2026-11-21T02:07:59Z, 2026-11-20T02:08:00Z, 2026-11-21T02:08:00Z",
    "DAILY, 02:08, 2027-01-01T00:00:00Z, 2026-12-31T02:08:00Z, 2027-01-01T02:08:00Z",
    "WEEKLY, sunday 03:08, 2026-11-21T10:00:00Z, 2026-11-15T03:08:00Z, 2026-11-22T03:08:00Z",
    "WEEKLY, sunday 03:08, 2026-11-22T03:08:00Z, 2026-11-22T03:08:00Z, 2026-11-29T03:08:00Z",
    "WEEKLY, monday 03:08, 2026-11-22T23:00:00Z, 2026-11-16T03:08:00Z, 2026-11-23T03:08:00Z",
    "MONTHLY, 1 04:08, 2026-11-01T04:07:00Z, 2026-10-01T04:08:00Z, 2026-11-01T04:08:00Z",
    "MONTHLY, 28 04:08, 2027-03-01T00:00:00Z, 2027-02-28T04:08:00Z, 2027-03-28T04:08:00Z",
    "BIMONTHLY, 1 05:08, 2026-12-31T10:00:00Z, 2026-11-01T05:08:00Z, 2027-01-01T05:08:00Z",
    "BIMONTHLY, 1 05:08, 2026-01-01T05:07:59Z, 2025-11-01T05:08:00Z, 2026-01-01T05:08:00Z",
    "BIMONTHLY, 28 05:08, 2026-12-31T10:00:00Z, 2026-11-28T05:08:00Z, 2027-01-28T05:08:00Z",
  })
  void theNewestMomentIsDueAndTheNextOneFollows(
      BackupPeriod period, String text, Instant now, Instant due, Instant next) {
    Timetable timetable = new Timetable(period, text);

    assertThat(timetable.due(null, now)).contains(due);
    assertThat(timetable.next(now)).isEqualTo(next);
    assertThat(timetable.due(run(period, due, "complete"), now)).isEmpty();
    assertThat(timetable.due(run(period, due, "partial"), now)).isEmpty();
    assertThat(timetable.due(run(period, due, "complete"), next)).contains(next);
  }

  @Test
  void aRunThatFailedOrWasCutOffIsTriedAgain() {
    Instant now = Instant.parse("2026-11-21T10:30:00Z");
    Instant due = Instant.parse("2026-11-21T10:02:00Z");

    assertThat(HOURLY.due(run(due, "the datastore is full"), now)).contains(due);
    assertThat(HOURLY.due(run(due, "running"), now)).contains(due);
  }

  @Test
  void aRunIsMissedWhenItIsAQuarterOfAnHourLate() {
    Instant due = Instant.parse("2026-11-21T10:02:00Z");
    ScheduledRun before = run(due.minusSeconds(3600), "complete");

    assertThat(HOURLY.missed(before, due.plus(Duration.ofMinutes(15)))).isEmpty();
    assertThat(HOURLY.missed(before, due.plus(Duration.ofMinutes(16)))).contains(due);
    assertThat(HOURLY.missed(run(due, "complete"), due.plus(Duration.ofMinutes(59)))).isEmpty();
  }

  @Test
  void aTimerOfEveryMinuteRunsEachMomentOnce() {
    assertThat(runs("2026-11-21T10:00:00Z", minutes(0, 180)))
        .containsExactly(
            "2026-11-21T09:02:00Z",
            "2026-11-21T10:02:00Z",
            "2026-11-21T11:02:00Z",
            "2026-11-21T12:02:00Z");
  }

  @Test
  void aClockThatJumpsForwardRunsOnceAndNotForEveryMomentMissed() {
    List<Long> minutes = minutes(0, 10);
    minutes.addAll(minutes(3 * 24 * 60, 10));

    assertThat(runs("2026-11-21T10:03:00Z", minutes))
        .containsExactly("2026-11-21T10:02:00Z", "2026-11-24T10:02:00Z");
  }

  @Test
  void aClockThatJumpsBackRunsOnceAndGoesOnFromThere() {
    List<Long> minutes = minutes(0, 10);
    minutes.addAll(minutes(-365 * 24 * 60, 120));

    assertThat(runs("2026-11-21T10:03:00Z", minutes))
        .containsExactly(
            "2026-11-21T10:02:00Z",
            "2025-11-21T10:02:00Z",
            "2025-11-21T11:02:00Z",
            "2025-11-21T12:02:00Z");
  }

  @Test
  void aClockThatIsSetBackALittleRunsNothingTwice() {
    List<Long> minutes = minutes(0, 5);
    minutes.addAll(minutes(-20, 60));

    assertThat(runs("2026-11-21T10:03:00Z", minutes)).containsExactly("2026-11-21T10:02:00Z");
  }

  private static List<Long> minutes(long from, int count) {
    List<Long> minutes = new ArrayList<>();
    for (long minute = from; minute < from + count; minute++) {
      minutes.add(minute);
    }
    return minutes;
  }

  /** For which moments there are runs when a timer asks at these minutes after a start. */
  private static List<String> runs(String start, List<Long> minutes) {
    List<String> runs = new ArrayList<>();
    ScheduledRun last = null;
    for (long minute : minutes) {
      Instant now = Instant.parse(start).plus(Duration.ofMinutes(minute));
      Instant due = HOURLY.due(last, now).orElse(null);
      if (due != null) {
        runs.add(due.toString());
        last = run(due, "complete");
      }
    }
    return runs;
  }

  private static ScheduledRun run(Instant due, String outcome) {
    return run(BackupPeriod.HOURLY, due, outcome);
  }

  private static ScheduledRun run(BackupPeriod period, Instant due, String outcome) {
    return new ScheduledRun("blog", period, due, due, outcome);
  }
}
