package io.snapfleet.bake.container;

import io.snapfleet.bake.run.Artifact;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Artifacts that are images the engine keeps. */
final class ContainerImages {
  /** What Packer calls the maker of images that are committed or imported. */
  static final String IMPORTED = "packer.post-processor.docker-import";

  static final String TAGGED = "packer.post-processor.docker-tag";

  private ContainerImages() {}

  /** One that a build was for. */
  static Artifact committed(ContainerEngine engine, String id, Map<String, String> known) {
    Map<String, String> facts = new HashMap<>(known);
    facts.put("ImageSha256", id);
    return of(engine, IMPORTED, id, List.of(), facts);
  }

  /**
   * @param id what the engine knows the image by
   * @param tags those it was given now
   */
  static Artifact of(
      ContainerEngine engine,
      String builderId,
      String id,
      List<String> tags,
      Map<String, String> facts) {
    String tagged = tags.isEmpty() ? "" : " with tags " + String.join(" ", tags);
    return new Artifact(
        builderId,
        id,
        "Imported Docker image: " + id + tagged,
        List.of(),
        () -> engine.remove(List.of("rmi", id)),
        facts);
  }
}
