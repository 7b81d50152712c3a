package io.snapfleet.bake.template;

import io.snapfleet.bake.component.Settings;
import java.util.Optional;

/**
 * Something done with an artifact.
 *
 * @param keepInputArtifact whether the artifact it is given stays; empty where its type decides
 */
public record PostProcessorStep(
    String name, Settings settings, Optional<Boolean> keepInputArtifact) {
  /** Such as {@code manifest}. */
  public String type() {
    return settings.type().name();
  }
}
