package io.snapfleet.fleet.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A plan being put together. Not thread-safe. */
final class PlanDraft {
  private final String fleet;
  private final Map<String, Step> steps = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();

  PlanDraft(String fleet) {
    this.fleet = fleet;
  }

  /** Adds a step, which may need some that are added later, and returns its id. */
  String add(String kind, Action action, String reason, Collection<String> after) {
    String id = id(kind, action.subject());
    steps.put(id, new Step(id, action, reason, Estimates.of(action), Set.copyOf(after)));
    return id;
  }

  static String id(String kind, String subject) {
    return kind + ":" + subject;
  }

  void note(String text) {
    notes.add(text);
  }

  Plan finish() {
    return new Plan(fleet, ordered(), notes);
  }

  /** In the order they were added, but each after those it needs. */
  private List<Step> ordered() {
    Set<String> ordered = new LinkedHashSet<>();
    Set<String> begun = new HashSet<>();
    Deque<String> open = new ArrayDeque<>();
    for (String id : steps.keySet()) {
      open.push(id);
      while (!open.isEmpty()) {
        if (begun.add(open.getFirst())) {
          needed(open.getFirst()).filter(needed -> !ordered.contains(needed)).forEach(open::push);
        } else {
          ordered.add(open.pop());
        }
      }
    }
    return ordered.stream().map(this::step).toList();
  }

  /** The last first, so that on a stack the first is on top. */
  private Stream<String> needed(String id) {
    return step(id).after().stream().sorted(Comparator.reverseOrder());
  }

  private Step step(String id) {
    Step step = steps.get(id);
    if (step == null) {
      throw new IllegalStateException("a step needs " + id + ", which is not planned");
    }
    return step;
  }
}
