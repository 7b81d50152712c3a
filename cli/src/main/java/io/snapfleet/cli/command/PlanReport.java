package io.snapfleet.cli.command;

import io.snapfleet.cli.output.Counted;
import io.snapfleet.cli.output.Elapsed;
import io.snapfleet.cli.output.Table;
import io.snapfleet.fleet.plan.Plan;
import io.snapfleet.fleet.plan.Step;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A plan as data, and as text. */
record PlanReport(
    String fleet, double estimateSeconds, List<PlannedStep> steps, List<String> notes) {

  /**
   * One step.
   *
   * @param after ids of the steps it waits for
   */
  record PlannedStep(
      String id,
      String action,
      String subject,
      String reason,
      double estimateSeconds,
      Set<String> after) {
    static PlannedStep of(Step step) {
      return new PlannedStep(
          step.id(),
          step.action().verb(),
          step.action().subject(),
          step.reason(),
          Elapsed.seconds(step.estimate()),
          new TreeSet<>(step.after()));
    }
  }

  static PlanReport of(Plan plan) {
    return new PlanReport(
        plan.fleet(),
        Elapsed.seconds(plan.estimate()),
        plan.steps().stream().map(PlannedStep::of).toList(),
        plan.notes());
  }

  static String text(Plan plan) {
    StringBuilder text = new StringBuilder(steps(plan));
    plan.notes().forEach(note -> text.append("note: ").append(note).append('\n'));
    return text.toString();
  }

  private static String steps(Plan plan) {
    if (plan.isEmpty()) {
      return "Nothing is to be done: fleet " + plan.fleet() + " is as it is wanted.\n";
    }
    Table table = new Table("STEP", "WHY", "ABOUT");
    plan.steps()
        .forEach(step -> table.row(step.describe(), step.reason(), Elapsed.text(step.estimate())));
    return "Plan for fleet %s: %s, about %s\n\n%s"
        .formatted(
            plan.fleet(),
            Counted.text(plan.steps().size(), "step"),
            Elapsed.text(plan.estimate()),
            table);
  }
}
