package io.snapfleet.fleet.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Steps from what is to what shall be, in an order in which each comes after those it needs.
 *
 * @param notes what the operator should know and no step does, such as machines that are kept
 */
public record Plan(String fleet, List<Step> steps, List<String> notes) {
  public Plan {
    Objects.requireNonNull(fleet, "fleet");
    steps = List.copyOf(steps);
    notes = List.copyOf(notes);
    Map<String, Step> seen = new HashMap<>();
    for (Step step : steps) {
      if (!seen.keySet().containsAll(step.after())) {
        throw new IllegalArgumentException(
            step.id() + " comes before what it needs: " + step.after());
      }
      if (seen.put(step.id(), step) != null) {
        throw new IllegalArgumentException("two steps are called " + step.id());
      }
    }
  }

  /** The same with one more note. */
  public Plan noting(String note) {
    return noting(List.of(note));
  }

  /** The same with more notes. */
  public Plan noting(List<String> some) {
    List<String> more = new ArrayList<>(notes);
    more.addAll(some);
    return new Plan(fleet, steps, more);
  }

  public boolean isEmpty() {
    return steps.isEmpty();
  }

  /** The estimated time of the longest chain of steps that wait for each other. */
  public Duration estimate() {
    Map<String, Duration> ends = new HashMap<>();
    Duration longest = Duration.ZERO;
    for (Step step : steps) {
      Duration start = Duration.ZERO;
      for (String before : step.after()) {
        start = later(start, ends.getOrDefault(before, Duration.ZERO));
      }
      Duration end = start.plus(step.estimate());
      ends.put(step.id(), end);
      longest = later(longest, end);
    }
    return longest;
  }

  private static Duration later(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
