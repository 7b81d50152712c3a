package io.snapfleet.fleet.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A plan being put together. Not thread-safe. */
final class PlanDraft {
  private final String fleet;
  private final Map<String, Step> steps = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();

  PlanDraft(String fleet) {
    this.fleet = fleet;
  }

  /** Adds a step and returns its id. */
  String add(String kind, Action action, String reason, Collection<String> after) {
    String id = kind + ":" + action.subject();
    steps.put(id, new Step(id, action, reason, Estimates.of(action), Set.copyOf(after)));
    return id;
  }

  void note(String text) {
    notes.add(text);
  }

  Plan finish() {
    return new Plan(fleet, List.copyOf(steps.values()), notes);
  }
}
