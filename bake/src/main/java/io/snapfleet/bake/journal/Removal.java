package io.snapfleet.bake.journal;

import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.Remarks;

/** Takes away what a build has made of one kind. */
@FunctionalInterface
public interface Removal {
  /**
   * Removes what is there, and ends the record or lets go of it. What is gone already is as good.
   *
   * @throws BuildException where something stays
   */
  void remove(BuildRecord build, Remarks remarks);
}
