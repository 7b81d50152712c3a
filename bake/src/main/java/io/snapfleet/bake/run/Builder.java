package io.snapfleet.bake.run;

/** Makes what provisioners work on, and an artifact of it. */
public interface Builder {
  /**
   * Makes the piece to work on. What was made by halves is gone when this throws.
   *
   * @throws BuildException where it cannot be made
   */
  Workpiece begin();
}
