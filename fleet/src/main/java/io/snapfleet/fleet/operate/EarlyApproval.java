package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.plan.Plan;
import io.snapfleet.fleet.plan.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An approval that is sought before something that takes long and comes before the plan is made for
 * good. What was approved is not asked again; what has become another plan meanwhile is. Not
 * thread-safe.
 */
final class EarlyApproval implements Approval {
  private final Approval approval;
  private @Nullable List<Step> approved;

  EarlyApproval(Approval approval) {
    this.approval = approval;
  }

  /**
   * @param plan as it will be if all goes well
   * @throws OperationException where it is declined
   */
  void seek(Plan plan) {
    if (!approval.approve(plan)) {
      throw OperationException.declined(plan.fleet());
    }
    approved = plan.steps();
  }

  @Override
  public boolean approve(Plan plan) {
    return plan.steps().equals(approved) || approval.approve(plan);
  }
}
