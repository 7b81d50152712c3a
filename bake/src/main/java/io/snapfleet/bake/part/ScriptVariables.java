package io.snapfleet.bake.part;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.run.BuildSite;
import io.snapfleet.bake.run.PosixText;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The variables that a script is given, in the order of their names, as Packer writes them. */
final class ScriptVariables {
  private final Settings settings;
  private final BuildSite site;
  private final UnaryOperator<String> rendering;

  /**
   * @param rendering puts in what is known of the running build
   */
  ScriptVariables(Settings settings, BuildSite site, UnaryOperator<String> rendering) {
    this.settings = settings;
    this.site = site;
    this.rendering = rendering;
  }

  /**
   * All of them as one text.
   *
   * @param usual how a name and its value are written where the template does not say
   */
  String written(String usual) {
    String format = settings.text("env_var_format").orElse(usual);
    return values().entrySet().stream()
        .map(one -> format.formatted(one.getKey(), one.getValue()))
        .collect(Collectors.joining());
  }

  /** Values may stand between single quotes. */
  private Map<String, String> values() {
    Map<String, String> values = new TreeMap<>();
    values.put("PACKER_BUILD_NAME", site.build().name());
    values.put("PACKER_BUILDER_TYPE", site.build().type());
    for (String assignment : settings.texts("environment_vars")) {
      int equals = assignment.indexOf('=');
      String value = rendering.apply(assignment.substring(equals + 1));
      values.put(assignment.substring(0, equals), PosixText.betweenQuotes(value));
    }
    return values;
  }
}
