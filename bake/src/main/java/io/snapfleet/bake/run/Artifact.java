package io.snapfleet.bake.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a builder or a post-processor has made.
 *
 * @param builderId the name Packer knows its maker by
 * @param id as the manifest has it; may be empty
 * @param description one sentence for people, without a full stop
 * @param files as they are called by the template
 * @param removal takes it away; may be called when it is gone already
 * @param facts what a {@code build} function of a post-processor says of the build
 */
public record Artifact(
    String builderId,
    String id,
    String description,
    List<Path> files,
    Runnable removal,
    Map<String, String> facts) {
  public Artifact {
    files = List.copyOf(files);
    facts = Map.copyOf(facts);
  }

  /** One whose build says nothing of itself. */
  public Artifact(
      String builderId, String id, String description, List<Path> files, Runnable removal) {
    this(builderId, id, description, files, removal, Map.of());
  }
}
