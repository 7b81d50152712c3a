package io.snapfleet.bake.template;

import io.snapfleet.bake.source.JsonValue;
import io.snapfleet.bake.source.JsonValue.Mapping;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a template declares, as it is written. */
final class Declared {
  private Declared() {}

  /**
   * @param value the default; empty where it is null, so that a value must be given
   */
  record Variable(String name, Optional<JsonValue.Text> value, JsonValue written) {}

  /**
   * @param name may have actions, and is what {@code only}, {@code except} and {@code override}
   *     name
   * @param settings without name and type
   */
  record Builder(JsonValue.Text name, JsonValue.Text type, Mapping settings, String path) {}

  /**
   * @param overrides settings by builder
   * @param maxRetries a whole number, once it is rendered
   */
  record Provisioner(
      JsonValue.Text type,
      Selection selection,
      Mapping overrides,
      Duration pauseBefore,
      Optional<Duration> timeout,
      Optional<JsonValue.Text> maxRetries,
      Mapping settings,
      String path) {}

  /**
   * @param keepInputArtifact empty where the post-processor decides
   */
  record PostProcessor(
      String name,
      JsonValue.Text type,
      Selection selection,
      Optional<Boolean> keepInputArtifact,
      Mapping settings,
      String path) {}

  /** All of it, in the order written. */
  record Content(
      Optional<String> description,
      Optional<JsonValue.Text> minimumVersion,
      List<Variable> variables,
      List<String> sensitive,
      List<Builder> builders,
      List<Provisioner> provisioners,
      Optional<Provisioner> cleanup,
      List<List<PostProcessor>> postProcessors) {}
}
