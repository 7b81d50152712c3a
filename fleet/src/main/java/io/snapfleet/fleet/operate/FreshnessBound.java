package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.plan.Action.JoinMachine;
import io.snapfleet.fleet.plan.Desired;
import io.snapfleet.fleet.plan.Plan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How old the data of a machine may be when it gets traffic. Thread-safe. */
final class FreshnessBound {
  private final NewestData newest;
  private final Clock clock;
  private final boolean allowStale;

  FreshnessBound(Surroundings surroundings, boolean allowStale) {
    this.newest = new NewestData(surroundings);
    this.clock = surroundings.clock();
    this.allowStale = allowStale;
  }

  /** Refuses, or notes where it is allowed, what would join with data that are too old. */
  void judge(Desired desired, Plan plan, ProgressListener listener) {
    Optional<String> objection = objection(desired, plan);
    if (objection.isPresent() && !allowStale) {
      throw OperationException.badRequest(
          objection.get(), "fleet " + desired.spec().fleet(), fix(desired.spec().fleet()));
    }
    objection.ifPresent(what -> listener.note(what + "; accepted with --allow-stale"));
  }

  /** Why the plan is not to be carried out; empty when it may. */
  Optional<String> objection(Desired desired, Plan plan) {
    Duration bound = desired.spec().backup().freshness();
    if (bound == null || plan.steps().stream().noneMatch(step -> isNew(step.action()))) {
      return Optional.empty();
    }
    String fleet = desired.spec().fleet();
    if (NewestData.comesFromSet(desired) && newest.backup(fleet).isEmpty()) {
      return Optional.of(
          "fleet %s is built from a snapshot set with a freshness of %s, and has no good backup"
              .formatted(fleet, Ages.text(bound)));
    }
    Instant moment = newest.joinsWith(desired);
    return tooOld(moment, bound)
        .map(
            age ->
                "the newest data of fleet %s are of %s, %s old, and its freshness is %s"
                    .formatted(fleet, moment, age, Ages.text(bound)));
  }

  private static boolean isNew(io.snapfleet.fleet.plan.Action action) {
    return action instanceof JoinMachine join && !join.live();
  }

  /** Fails for a machine whose data have become too old while it was made ready. */
  void requireFresh(FleetMachine machine, @Nullable Duration bound) {
    Instant moment = machine.dataOf();
    if (bound == null || allowStale || moment == null) {
      return;
    }
    tooOld(moment, bound)
        .ifPresent(
            age -> {
              throw new OperationException(
                  OperationException.Kind.FAILED,
                  "%s does not join: its data are of %s, %s old, and the fleet's freshness is %s"
                      .formatted(machine.name(), moment, age, Ages.text(bound)),
                  machine.name(),
                  fix(machine.fleet()));
            });
  }

  private Optional<String> tooOld(Instant moment, Duration bound) {
    Duration age = Duration.between(moment, clock.instant());
    return age.compareTo(bound) > 0 ? Optional.of(Ages.text(age)) : Optional.empty();
  }

  private static String fix(String fleet) {
    return "make a backup while the fleet serves ('snapfleet backup create %s') and run this again,"
            .formatted(fleet)
        + " or accept it with --allow-stale";
  }
}
