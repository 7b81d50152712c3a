package io.snapfleet.bake.machine;

import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.BuildLines;
import java.time.Duration;

/** Takes away what a build has left, and then its record. Nothing of it throws. */
record BuildEnd(BuildRecord build, Leavings leavings, MachineTools tools) {
  /** For the build itself, which knows what it has made unless a call of it failed. */
  void close(BuildLines lines) {
    if (leavings.isSure()) {
      unlessRefused(
          lines,
          () -> {
            leavings.remove();
            tools.journal().end(build.id());
          });
    } else {
      sweep(lines);
    }
  }

  /**
   * For a build that was cut off. What it made last may be in no list yet: then the record stays,
   * and the place is swept again when lists have it for certain.
   */
  void sweep(BuildLines lines) {
    unlessRefused(
        lines,
        () -> {
          leavings.look();
          leavings.remove();
          Duration lag = leavings.calls().provider().listLag();
          if (build.keptUntil().isEmpty() && lag.isPositive()) {
            tools.journal().change(build.kept(tools.clock().instant().plus(lag)));
            tools.journal().letGo(build.id());
          } else {
            tools.journal().end(build.id());
          }
        });
  }

  private void unlessRefused(BuildLines lines, Runnable removal) {
    try {
      removal.run();
    } catch (BuildException refused) {
      lines.error("Something stays until the next build removes it: " + refused.getMessage());
      tools.journal().letGo(build.id());
    }
  }
}
