package io.snapfleet.cli.image;

import io.snapfleet.cli.error.BrokenJson;
import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The image that a build made, as the manifest of {@code bake} or of Packer tells. */
final class ManifestArtifact {
  private final Path manifest;
  private final JsonNode content;

  private ManifestArtifact(Path manifest, JsonNode content) {
    this.manifest = manifest;
    this.content = content;
  }

  /**
   * The id of the artifact that the last run made.
   *
   * @param build the build's name, needed when the run made several artifacts
   */
  static String in(Path manifest, @Nullable String build) {
    try {
      JsonNode content = JsonMapper.shared().readTree(Files.readString(manifest));
      return new ManifestArtifact(manifest, content).newest(build);
    } catch (IOException unreadable) {
      throw refused(
          manifest,
          "the manifest cannot be read: " + unreadable.getMessage(),
          "give the image's id, or name a manifest with --manifest");
    } catch (JacksonException broken) {
      throw refused(
          manifest,
          "the manifest is not JSON: " + BrokenJson.told(broken),
          "give the image's id, or name another manifest with --manifest");
    }
  }

  /** An artifact is {@code REGION,REGION:ID} where images lie in regions, or just {@code ID}. */
  static String id(String artifact) {
    return artifact.substring(artifact.lastIndexOf(':') + 1);
  }

  private String newest(@Nullable String build) {
    List<JsonNode> made =
        StreamSupport.stream(content.path("builds").spliterator(), false)
            .filter(
                one ->
                    one.path("packer_run_uuid").equals(content.path("last_run_uuid"))
                        && (build == null || build.equals(one.path("name").asString(""))))
            .toList();
    if (made.isEmpty()) {
      throw refused(
          manifest,
          build == null
              ? "the manifest names no artifact of its last run"
              : "the manifest names no artifact of build %s in its last run".formatted(build),
          "bake the template again, or give the image's id");
    }
    if (made.size() > 1) {
      throw refused(
          manifest,
          "the last run made %d artifacts".formatted(made.size()),
          "say which with --build: "
              + made.stream()
                  .map(one -> one.path("name").asString(""))
                  .distinct()
                  .collect(Collectors.joining(", ")));
    }
    return made.getFirst().path("artifact_id").asString("");
  }

  private static CommandException refused(Path manifest, String error, String fix) {
    return new CommandException(error, manifest.toString(), fix, ExitCode.BAD_INPUT);
  }
}
