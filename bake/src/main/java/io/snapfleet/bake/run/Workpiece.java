package io.snapfleet.bake.run;

import java.util.Map;

/** What provisioners work on. */
public interface Workpiece {
  /**
   * Waits until it can be reached. May be called again.
   *
   * @throws BuildException where it cannot
   */
  default void connect() {}

  /** How it is reached. */
  Communicator communicator();

  /** What a {@code build} function says of it, such as {@code ID}. */
  Map<String, String> facts();

  /** How many of the build's provisioners need not run: what they do is in it already. */
  default int stepsDone() {
    return 0;
  }

  /**
   * Told when one more provisioner has done its work.
   *
   * @param steps how many have, those that did not need to run included
   */
  default void afterStep(int steps) {}

  /**
   * Makes the artifact; the piece may be gone afterwards. Called at most once.
   *
   * @throws KeptResultException where it can be made only of a piece that all steps were run on
   * @throws BuildException where it cannot be made
   */
  Artifact finish();

  /** Takes the piece away, not its artifact. May be called when it is gone already. */
  void discard();

  /**
   * What stays, and how to get at it; empty for nothing. Called once, where the piece is left as it
   * is for people to look at: nobody discards it then.
   */
  String remains();
}
