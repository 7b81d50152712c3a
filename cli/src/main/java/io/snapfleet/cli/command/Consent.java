package io.snapfleet.cli.command;

import io.snapfleet.cli.output.Progress;
import io.snapfleet.cli.output.Prompt;
import io.snapfleet.fleet.operate.Approval;
import io.snapfleet.fleet.plan.Plan;

/**
 * Shows a plan and asks whether it shall be carried out. A plan without steps needs no answer. No
 * is exit code 5.
 *
 * @param given whether the answer was given beforehand, with {@code --yes}
 * @param question ends with a question mark
 */
record Consent(Progress progress, Prompt prompt, boolean given, String question)
    implements Approval {
  @Override
  public boolean approve(Plan plan) {
    progress.note(PlanReport.text(plan));
    if (!plan.isEmpty() && !given) {
      prompt.confirm(question);
    }
    return true;
  }
}
