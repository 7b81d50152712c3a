package io.snapfleet.fleet.plan;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * One node of a plan.
 *
 * @param id unique in the plan; the same for the same action on the same subject
 * @param reason why it is needed, without a full stop
 * @param estimate a first guess of how long it takes
 * @param after ids of the steps that must have succeeded before
 */
public record Step(String id, Action action, String reason, Duration estimate, Set<String> after) {
  public Step {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(estimate, "estimate");
    after = Set.copyOf(after);
  }

  public String describe() {
    return action.verb() + " " + action.subject();
  }
}
