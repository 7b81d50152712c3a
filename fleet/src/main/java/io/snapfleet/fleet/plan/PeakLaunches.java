package io.snapfleet.fleet.plan;

import io.snapfleet.fleet.plan.Action.DeleteMachine;
import io.snapfleet.fleet.plan.Action.LaunchMachine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The launches of a plan that stand beside what there is now, at the moment when they are most: a
 * roll deletes old machines before it launches the next. Nothing is deleted before it must be, as
 * when deleting takes long.
 */
public final class PeakLaunches {
  private final Map<String, Integer> missing = new HashMap<>();
  private final Map<String, List<Step>> followers = new HashMap<>();
  private final Deque<Step> ready = new ArrayDeque<>();
  private final Deque<Step> deletions = new ArrayDeque<>();
  private final List<LaunchMachine> launched = new ArrayList<>();
  private int deleted;
  private List<LaunchMachine> peak = List.of();

  private PeakLaunches(Plan plan) {
    for (Step step : plan.steps()) {
      missing.put(step.id(), step.after().size());
      step.after()
          .forEach(before -> followers.computeIfAbsent(before, id -> new ArrayList<>()).add(step));
      if (step.after().isEmpty()) {
        isReady(step);
      }
    }
  }

  public static List<LaunchMachine> of(Plan plan) {
    PeakLaunches launches = new PeakLaunches(plan);
    while (launches.advance()) {
      launches.note();
    }
    return launches.peak;
  }

  private void isReady(Step step) {
    (step.action() instanceof DeleteMachine ? deletions : ready).add(step);
  }

  /** Carries out all that needs no deletion, and else the deletions that are due. */
  private boolean advance() {
    if (ready.isEmpty()) {
      deleted += deletions.size();
      ready.addAll(deletions);
      deletions.clear();
    }
    boolean any = !ready.isEmpty();
    while (!ready.isEmpty()) {
      carryOut(ready.remove());
    }
    return any;
  }

  private void carryOut(Step step) {
    if (step.action() instanceof LaunchMachine launch) {
      launched.add(launch);
    }
    for (Step follower : followers.getOrDefault(step.id(), List.of())) {
      if (missing.merge(follower.id(), -1, Integer::sum) == 0) {
        isReady(follower);
      }
    }
  }

  private void note() {
    int now = launched.size() - deleted;
    if (now > peak.size()) {
      peak = List.copyOf(launched.subList(launched.size() - now, launched.size()));
    }
  }
}
