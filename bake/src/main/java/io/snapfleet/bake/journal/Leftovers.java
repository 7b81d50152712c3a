package io.snapfleet.bake.journal;

import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.Remarks;
import java.time.Clock;

/**
 * What the builds of a journal have left: those that were killed, and those whose time has come.
 */
public record Leftovers(BuildJournal journal, Removal removal, Clock clock) {
  /** Fails never: what cannot be removed now is left for the next run. */
  public void remove(Remarks remarks) {
    try {
      journal
          .takeAbandoned(clock.instant(), broken -> remarks.error("Left as it is: " + broken))
          .forEach(build -> abandoned(build, remarks));
    } catch (BuildException unreadable) {
      remarks.error(String.valueOf(unreadable.getMessage()));
    }
  }

  private void abandoned(BuildRecord build, Remarks remarks) {
    remarks.say("Removing what %s has left: %s".formatted(build.described(), build.id()));
    remove(build, remarks);
  }

  /** The same for one build that is this process's. */
  public void remove(BuildRecord build, Remarks remarks) {
    try {
      removal.remove(build, remarks);
    } catch (BuildException stays) {
      remarks.error("Something stays until the next build removes it: " + stays.getMessage());
      journal.letGo(build.id());
    }
  }
}
