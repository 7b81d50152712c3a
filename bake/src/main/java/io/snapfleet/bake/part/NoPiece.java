package io.snapfleet.bake.part;

import io.snapfleet.bake.run.Artifact;
import io.snapfleet.bake.run.Communicator;
import io.snapfleet.bake.run.Workpiece;
import java.util.Map;

/**
 * Where a build makes no machine.
 *
 * @param artifact what is there from the beginning
 */
record NoPiece(String id, Artifact artifact, String remains) implements Workpiece {
  @Override
  public Communicator communicator() {
    return Communicator.none();
  }

  @Override
  public Map<String, String> facts() {
    return Map.of("ID", id);
  }

  @Override
  public Artifact finish() {
    return artifact;
  }

  @Override
  public void discard() {
    // There is nothing besides the artifact.
  }
}
