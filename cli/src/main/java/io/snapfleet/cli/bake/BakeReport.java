package io.snapfleet.cli.bake;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.snapfleet.bake.run.Artifact;
import io.snapfleet.bake.run.Outcome;
import io.snapfleet.bake.run.RunId;
import io.snapfleet.bake.template.Masking;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the builds of a template ended, as data. */
record BakeReport(String run, List<Baked> builds) {

  /**
   * @param error why it failed; not there where it did not
   * @param log the file with what it said, where it failed
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Baked(
      String name,
      String type,
      List<Made> artifacts,
      @Nullable String error,
      @Nullable String log) {}

  /** One artifact. */
  record Made(String builderId, String id, String description, List<String> files) {
    static Made of(Artifact artifact, Masking masking) {
      return new Made(
          artifact.builderId(),
          masking.mask(artifact.id()),
          masking.mask(artifact.description()),
          artifact.files().stream().map(Path::toString).map(masking::mask).toList());
    }
  }

  static BakeReport of(RunId run, List<Outcome> outcomes, Masking masking) {
    return new BakeReport(
        run.toString(), outcomes.stream().map(one -> baked(one, masking)).toList());
  }

  private static Baked baked(Outcome outcome, Masking masking) {
    return new Baked(
        outcome.build(),
        outcome.type(),
        outcome.artifacts().stream().map(one -> Made.of(one, masking)).toList(),
        outcome.failure().orElse(null),
        outcome.failure().flatMap(why -> outcome.log()).map(Path::toString).orElse(null));
  }

  /** One sentence about all that failed; empty where nothing did. */
  @JsonIgnore
  Optional<String> failures() {
    String failed =
        builds.stream()
            .filter(build -> build.error() != null)
            .map(build -> "build " + build.name() + " failed: " + build.error())
            .collect(Collectors.joining("; "));
    return Optional.of(failed).filter(sentence -> !sentence.isEmpty());
  }
}
