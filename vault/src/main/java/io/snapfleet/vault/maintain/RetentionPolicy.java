package io.snapfleet.vault.maintain;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which snapshots to keep: what any of its rules keeps is kept.
 *
 * @param counts of each period, the newest snapshots of so many stretches; {@link #ALL} for no end
 * @param within of each period, one snapshot of every stretch this far before the newest; for
 *     {@link RetentionPeriod#LAST} every snapshot
 * @param tags snapshots that have all the tags of one of these sets
 */
public record RetentionPolicy(
    Map<RetentionPeriod, Integer> counts,
    Map<RetentionPeriod, CalendarSpan> within,
    List<Set<String>> tags) {

  /** A count without end. */
  public static final int ALL = -1;

  /** Keeps nothing yet. */
  public static final RetentionPolicy EMPTY = new RetentionPolicy(Map.of(), Map.of(), List.of());

  public RetentionPolicy {
    counts = Map.copyOf(counts);
    within = Map.copyOf(within);
    tags = tags.stream().map(Set::copyOf).toList();
    counts.forEach(RetentionPolicy::refuseSenseless);
  }

  public RetentionPolicy keep(RetentionPeriod period, int count) {
    return new RetentionPolicy(with(counts, period, count), within, tags);
  }

  public RetentionPolicy keepWithin(RetentionPeriod period, CalendarSpan span) {
    return new RetentionPolicy(counts, with(within, period, span), tags);
  }

  public RetentionPolicy keepTagged(Set<String> all) {
    List<Set<String>> more = new ArrayList<>(tags);
    more.add(all);
    return new RetentionPolicy(counts, within, more);
  }

  /** Whether no rule keeps anything. */
  public boolean isEmpty() {
    return within.isEmpty()
        && tags.isEmpty()
        && counts.values().stream().allMatch(count -> count == 0);
  }

  private static <T> Map<RetentionPeriod, T> with(
      Map<RetentionPeriod, T> rules, RetentionPeriod period, T rule) {
    Map<RetentionPeriod, T> more = new EnumMap<>(RetentionPeriod.class);
    more.putAll(rules);
    more.put(period, rule);
    return more;
  }

  private static void refuseSenseless(RetentionPeriod period, int count) {
    if (count < ALL) {
      throw new IllegalArgumentException(
          "Cannot keep %d %s snapshots; give a number, 0 for none or -1 for all."
              .formatted(count, period.word()));
    }
  }
}
