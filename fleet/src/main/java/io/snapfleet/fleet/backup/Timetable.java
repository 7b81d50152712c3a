package io.snapfleet.fleet.backup;

import io.snapfleet.fleet.model.BackupPeriod;
import io.snapfleet.fleet.model.ScheduledRun;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The moments at which a period's backup is due, in UTC.
 *
 * @param text as the fleet file writes it, such as {@code sunday 03:08}
 */
public record Timetable(BackupPeriod period, String text) {
  /** How much later than due a run may be before it counts as one that did not run. */
  private static final Duration GRACE = Duration.ofMinutes(15);

  /**
   * The moment for which a backup is to be made now: the newest one that has come, unless the last
   * run was for it and did not fail. However many moments were missed, there is one run. A last run
   * for a moment that lies a whole turn ahead was made by a wrong clock, and counts for nothing.
   */
  public Optional<Instant> due(@Nullable ScheduledRun last, Instant now) {
    Instant newest = newestUntil(now);
    return last == null || isOpen(last, newest, now) ? Optional.of(newest) : Optional.empty();
  }

  /** The moment whose run has not come about though it should have, long enough ago to say so. */
  public Optional<Instant> missed(@Nullable ScheduledRun last, Instant now) {
    return due(last, now).filter(due -> due.plus(GRACE).isBefore(now));
  }

  private boolean isOpen(ScheduledRun last, Instant newest, Instant now) {
    if (last.due().isAfter(now)) {
      return !last.due().isBefore(next(next(now)));
    }
    return last.due().isBefore(newest) || !last.endedWell();
  }

  /** The first moment after this one. */
  public Instant next(Instant after) {
    ZonedDateTime base = turn(after.atZone(ZoneOffset.UTC));
    return base.toInstant().isAfter(after) ? base.toInstant() : plusTurns(base, 1).toInstant();
  }

  /** The newest moment that is not after this one. */
  private Instant newestUntil(Instant now) {
    ZonedDateTime base = turn(now.atZone(ZoneOffset.UTC));
    return base.toInstant().isAfter(now) ? plusTurns(base, -1).toInstant() : base.toInstant();
  }

  /** The moment of the hour, day, week, month or two months that this one is in. */
  private ZonedDateTime turn(ZonedDateTime moment) {
    return switch (period) {
      case HOURLY ->
          moment.truncatedTo(ChronoUnit.HOURS).plusMinutes(Integer.parseInt(text.substring(1)));
      case DAILY -> at(moment, text);
      case WEEKLY ->
          at(moment.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), word(1))
              .with(
                  TemporalAdjusters.nextOrSame(
                      DayOfWeek.valueOf(word(0).toUpperCase(Locale.ROOT))));
      case MONTHLY -> at(moment.withDayOfMonth(Integer.parseInt(word(0))), word(1));
      case BIMONTHLY ->
          at(
              moment
                  .withDayOfMonth(Integer.parseInt(word(0)))
                  .with(
                      YearMonth.from(moment).minusMonths(moment.getMonthValue() % 2 == 0 ? 1 : 0)),
              word(1));
      case MANUAL -> throw new IllegalStateException("manual backups have no timetable");
    };
  }

  private ZonedDateTime plusTurns(ZonedDateTime base, int turns) {
    return switch (period) {
      case HOURLY -> base.plusHours(turns);
      case DAILY -> base.plusDays(turns);
      case WEEKLY -> base.plusWeeks(turns);
      case MONTHLY -> base.plusMonths(turns);
      case BIMONTHLY -> base.plusMonths(2L * turns);
      case MANUAL -> throw new IllegalStateException("manual backups have no timetable");
    };
  }

  private static ZonedDateTime at(ZonedDateTime day, String time) {
    return day.with(LocalTime.parse(time));
  }

  private String word(int index) {
    return text.split(" ")[index];
  }
}
