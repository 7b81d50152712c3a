package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.Drill;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What drills say of a fleet.
 *
 * @param proven the newest drill that passed; null when none ever did
 * @param failed the newest drill that has ended, when it failed; null when it passed
 * @param within the drill this fleet was made for; null for a fleet of the user's own
 */
public record DrillStatus(@Nullable Drill proven, @Nullable Drill failed, @Nullable Drill within) {
  /** Of all drills, newest first. */
  static DrillStatus of(String fleet, List<Drill> all) {
    List<Drill> ended =
        all.stream()
            .filter(drill -> drill.fleet().equals(fleet))
            .filter(drill -> drill.state() != Drill.State.RUNNING)
            .toList();
    return new DrillStatus(
        ended.stream()
            .filter(drill -> drill.state() == Drill.State.PASSED)
            .findFirst()
            .orElse(null),
        ended.stream()
            .limit(1)
            .filter(drill -> drill.state() == Drill.State.FAILED)
            .findFirst()
            .orElse(null),
        all.stream().filter(drill -> drill.throwAway().equals(fleet)).findFirst().orElse(null));
  }
}
