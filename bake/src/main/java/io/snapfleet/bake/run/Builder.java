package io.snapfleet.bake.run;

import java.util.Optional;

/** Makes what provisioners work on, and an artifact of it. */
public interface Builder {
  /**
   * Makes the piece to work on. What was made by halves is gone when this throws.
   *
   * @throws BuildException where it cannot be made
   */
  Workpiece begin();

  /** The same, with nothing that earlier builds have kept. */
  default Workpiece beginAnew() {
    return begin();
  }

  /**
   * What an earlier run has made of exactly this, where that, and all that its post-processors have
   * made of it, is still there: nothing is done then.
   */
  default Optional<Artifact> unchanged() {
    return Optional.empty();
  }

  /** Told when the build has been done, post-processors included, and nothing has failed. */
  default void completed() {}
}
