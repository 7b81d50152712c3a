package io.snapfleet.bake.template;

import io.snapfleet.bake.engine.Data;
import io.snapfleet.bake.engine.EngineException;
import io.snapfleet.bake.engine.FunctionException;
import io.snapfleet.bake.engine.Functions;
import io.snapfleet.bake.engine.GoTemplate;
import io.snapfleet.bake.engine.TemplateFunction;
import io.snapfleet.bake.source.JsonValue.Text;
import io.snapfleet.bake.source.Problems;
import io.snapfleet.provider.input.NearestName;
import io.snapfleet.provider.input.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Renders the values of variables, which may call for each other's. Not for use by several threads.
 */
final class VariableValues {
  /** A thread's usual stack has room for twice as many. */
  private static final int DEEPEST = 200;

  private final Map<String, Source> sources;
  private final Functions functions;
  private final Map<String, String> rendered = new TreeMap<>();
  private final Set<String> underway = new LinkedHashSet<>();

  /**
   * Where a variable's value comes from.
   *
   * @param path of the text in its file
   * @param problems of that file
   */
  record Source(Text text, String path, Problems problems) {}

  VariableValues(Map<String, Source> sources, Functions common, Map<String, String> environment) {
    this.sources = new TreeMap<>(sources);
    this.functions =
        common.with(
            List.of(
                TemplateFunction.ofText("env", name -> environment.getOrDefault(name, "")),
                TemplateFunction.ofText("user", this::other)));
  }

  /** All of them by name; those that cannot be rendered have been reported, and are empty. */
  Map<String, String> all() {
    sources.keySet().forEach(this::render);
    return rendered;
  }

  private String render(String name) {
    if (!rendered.containsKey(name)) {
      underway.add(name);
      rendered.put(name, rendered(Objects.requireNonNull(sources.get(name), name)));
      underway.remove(name);
    }
    return rendered.getOrDefault(name, "");
  }

  private String rendered(Source source) {
    try {
      return GoTemplate.parseEarly(source.text().value(), functions).render(Data.none());
    } catch (EngineException e) {
      source
          .problems()
          .report(
              source.text().at(e.offset()),
              source.path(),
              source.text().value(),
              String.valueOf(e.getMessage()),
              null);
      return "";
    }
  }

  private String other(String name) {
    if (underway.contains(name)) {
      List<String> cycle = new ArrayList<>(underway);
      cycle = cycle.subList(cycle.indexOf(name), cycle.size());
      throw new FunctionException(
          "variables refer to each other in a circle: %s -> %s"
              .formatted(String.join(" -> ", cycle), name));
    }
    if (underway.size() >= DEEPEST) {
      throw new FunctionException(
          "variables refer to each other more than " + DEEPEST + " levels deep");
    }
    if (!sources.containsKey(name)) {
      String nearest =
          NearestName.of(name, sources.keySet())
              .map(known -> "; did you mean '" + known + "'?")
              .orElse("");
      throw new FunctionException("variable not set: " + Quoted.plain(name) + nearest);
    }
    return render(name);
  }
}
