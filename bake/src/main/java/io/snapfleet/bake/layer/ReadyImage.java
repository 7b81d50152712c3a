package io.snapfleet.bake.layer;

import io.snapfleet.bake.run.Artifact;
import io.snapfleet.bake.run.Communicator;
import io.snapfleet.bake.run.Workpiece;
import java.util.Map;

/** What all provisioners of a build have made before: an image, and nothing to work on. */
public record ReadyImage(int stepsDone, Artifact artifact) implements Workpiece {
  @Override
  public Communicator communicator() {
    return Communicator.none();
  }

  @Override
  public Map<String, String> facts() {
    return artifact.facts();
  }

  @Override
  public Artifact finish() {
    return artifact;
  }

  @Override
  public void discard() {
    // There is nothing besides the artifact.
  }

  @Override
  public String remains() {
    return "";
  }
}
