package io.snapfleet.bake.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What became of a build.
 *
 * @param build its name, secrets masked
 * @param artifacts what is there now, in the order it was made
 * @param failure why it failed, secrets masked; empty where it did not
 * @param log the file with all that it said; empty where that could not be kept
 */
public record Outcome(
    String build,
    String type,
    List<Artifact> artifacts,
    Optional<String> failure,
    Optional<Path> log) {
  public Outcome {
    artifacts = List.copyOf(artifacts);
  }

  Outcome loggedIn(Optional<Path> file) {
    return new Outcome(build, type, artifacts, failure, file);
  }
}
