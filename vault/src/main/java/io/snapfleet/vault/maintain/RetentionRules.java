package io.snapfleet.vault.maintain;

import io.snapfleet.vault.maintain.Retention.Candidate;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A policy while it is applied to snapshots one after another, from the newest to the oldest. */
final class RetentionRules {
  private final RetentionPolicy policy;
  private final Instant newest;
  private final ZoneId zone;
  private final Map<RetentionPeriod, Integer> left = new EnumMap<>(RetentionPeriod.class);
  private final Map<RetentionPeriod, Long> counted = new EnumMap<>(RetentionPeriod.class);
  private final Map<RetentionPeriod, Long> spanned = new EnumMap<>(RetentionPeriod.class);

  RetentionRules(RetentionPolicy policy, Instant newest, ZoneId zone) {
    this.policy = policy;
    this.newest = newest;
    this.zone = zone;
    left.putAll(policy.counts());
  }

  /** Every rule that keeps the candidate; none when it is to be removed. */
  List<String> reasonsToKeep(Candidate candidate, int position, boolean oldest) {
    ZonedDateTime time = candidate.time().atZone(zone);
    List<String> reasons = new ArrayList<>();
    addTagged(reasons, candidate);
    for (RetentionPeriod period : RetentionPeriod.values()) {
      addCounted(reasons, period, period.stretch(time, position), oldest);
    }
    for (RetentionPeriod period : RetentionPeriod.values()) {
      addWithin(reasons, period, time, position, oldest);
    }
    return reasons;
  }

  private void addTagged(List<String> reasons, Candidate candidate) {
    for (Set<String> tags : policy.tags()) {
      if (candidate.tags().containsAll(tags)) {
        reasons.add("has tags " + String.join(", ", new TreeSet<>(tags)));
      }
    }
  }

  /** While counts are left, the oldest is kept too, so that the history is as long as it can be. */
  private void addCounted(
      List<String> reasons, RetentionPeriod period, long stretch, boolean oldest) {
    int rest = left.getOrDefault(period, 0);
    boolean begun = Long.valueOf(stretch).equals(counted.get(period));
    if (rest == 0 || (begun && !oldest)) {
      return;
    }
    counted.put(period, stretch);
    left.put(period, rest == RetentionPolicy.ALL ? rest : rest - 1);
    reasons.add((begun ? "oldest " : "") + period.word() + " snapshot");
  }

  private void addWithin(
      List<String> reasons,
      RetentionPeriod period,
      ZonedDateTime time,
      int position,
      boolean oldest) {
    CalendarSpan span = policy.within().get(period);
    if (span == null || !isWithin(span, time)) {
      return;
    }
    long stretch = period.stretch(time, position);
    boolean begun = Long.valueOf(stretch).equals(spanned.put(period, stretch));
    if (!begun || oldest) {
      String every = period == RetentionPeriod.LAST ? "" : period.word() + " ";
      reasons.add((begun ? "oldest " : "") + every + "within " + span);
    }
  }

  private boolean isWithin(CalendarSpan span, ZonedDateTime time) {
    return newest.equals(Instant.MIN) || time.isAfter(span.before(newest.atZone(zone)));
  }
}
