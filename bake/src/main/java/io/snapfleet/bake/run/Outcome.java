package io.snapfleet.bake.run;

import java.util.List;
import java.util.Optional;

/**
 * What became of a build.
 *
 * @param build its name, secrets masked
 * @param artifacts what is there now, in the order it was made
 * @param failure why it failed, secrets masked; empty where it did not
 */
public record Outcome(
    String build, String type, List<Artifact> artifacts, Optional<String> failure) {
  public Outcome {
    artifacts = List.copyOf(artifacts);
  }
}
