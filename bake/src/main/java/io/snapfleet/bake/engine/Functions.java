package io.snapfleet.bake.engine;

import io.snapfleet.provider.input.NearestName;
import io.snapfleet.provider.input.Quoted;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a template may call. Those of the language itself are always among them. Immutable. */
public final class Functions {
  private static final Functions BUILT_IN = new Functions(byName(BuiltIns.all()));

  private final Map<String, TemplateFunction> byName;

  private Functions(Map<String, TemplateFunction> byName) {
    this.byName = byName;
  }

  /** Those of the language alone. */
  public static Functions builtIn() {
    return BUILT_IN;
  }

  /** These and more; of two with one name, the new one. */
  public Functions with(Collection<TemplateFunction> more) {
    Map<String, TemplateFunction> all = new TreeMap<>(byName);
    all.putAll(byName(more.stream()));
    return new Functions(all);
  }

  TemplateFunction find(String name, int offset) {
    TemplateFunction found = byName.get(name);
    if (found == null) {
      String nearest =
          NearestName.of(name, byName.keySet())
              .map(known -> "; did you mean " + Quoted.of(known) + "?")
              .orElse("");
      throw new EngineException(offset, "unknown function " + Quoted.of(name) + nearest);
    }
    return found;
  }

  private static Map<String, TemplateFunction> byName(Stream<TemplateFunction> functions) {
    return functions.collect(Collectors.toMap(TemplateFunction::name, Function.identity()));
  }
}
