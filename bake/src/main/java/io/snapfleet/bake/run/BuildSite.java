package io.snapfleet.bake.run;

import io.snapfleet.bake.template.Build;
import io.snapfleet.bake.template.Surroundings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Where a step runs.
 *
 * @param surroundings those that the template was read with
 * @param lines where the step says what it does
 */
public record BuildSite(RunId run, Build build, Surroundings surroundings, BuildLines lines) {
  /** What Packer says of its own HTTP server where a builder has none. */
  private static final Map<String, String> NO_SERVER =
      Map.of(
          "PackerHTTPAddr", "ERR_HTTP_ADDR_NOT_IMPLEMENTED_BY_BUILDER",
          "PackerHTTPIP", "ERR_HTTP_IP_NOT_IMPLEMENTED_BY_BUILDER",
          "PackerHTTPPort", "ERR_HTTP_PORT_NOT_IMPLEMENTED_BY_BUILDER");

  /** A path of the template, made absolute. */
  public Path resolve(String path) {
    return surroundings.directory().resolve(path);
  }

  /**
   * A text with what a running build knows of itself put in.
   *
   * @param known by a piece or an artifact
   */
  public String rendered(String text, Map<String, String> known) {
    return build.texts().filled(text, facts(known));
  }

  /** The same text for a late key. */
  public String render(String text, Map<String, String> data) {
    return build.texts().render(text, data);
  }

  /** What is known, and the run. */
  public Map<String, String> facts(Map<String, String> known) {
    Map<String, String> facts = new HashMap<>(NO_SERVER);
    facts.putAll(known);
    facts.put("PackerRunUUID", run.toString());
    return facts;
  }

  /** The same site, where lines have the name of a post-processor too. */
  BuildSite of(String type) {
    return new BuildSite(run, build, surroundings, lines.of(type));
  }
}
