package io.snapfleet.bake.run;

import java.nio.file.Path;
import java.util.List;

/**
 * What a builder or a post-processor has made.
 *
 * @param builderId the name Packer knows its maker by
 * @param id as the manifest has it; may be empty
 * @param description one sentence for people, without a full stop
 * @param files as they are called by the template
 * @param removal takes it away; may be called when it is gone already
 */
public record Artifact(
    String builderId, String id, String description, List<Path> files, Runnable removal) {
  public Artifact {
    files = List.copyOf(files);
  }
}
