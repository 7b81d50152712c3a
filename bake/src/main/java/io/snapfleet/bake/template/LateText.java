package io.snapfleet.bake.template;

import io.snapfleet.bake.component.ComponentType.NameRules;
import io.snapfleet.bake.engine.Data;
import io.snapfleet.bake.engine.EngineException;
import io.snapfleet.bake.engine.FunctionException;
import io.snapfleet.bake.engine.Functions;
import io.snapfleet.bake.engine.GoTemplate;
import io.snapfleet.bake.engine.TemplateFunction;
import io.snapfleet.provider.input.Quoted;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Renders texts with what is known of a build: first when the template is read, then, for what is
 * late, when it runs. Immutable.
 */
public final class LateText {
  /** What a running build knows of itself, by the names that {@code build} takes. */
  public static final Set<String> BUILD_DATA =
      Set.of(
          "ID",
          "Host",
          "Port",
          "User",
          "Password",
          "ConnType",
          "PackerRunUUID",
          "PackerHTTPAddr",
          "PackerHTTPIP",
          "PackerHTTPPort",
          "SSHPublicKey",
          "SSHPrivateKey",
          "WinRMPassword");

  private static final String NO_VALUE = "<no value>";

  private final Functions functions;
  private final Functions ofBuilders;
  private final Map<String, String> placeholders;

  /**
   * @param functions those that do not depend on the build
   * @param name of the build
   * @param knows what it will know of itself besides {@link #BUILD_DATA}
   */
  LateText(
      Functions functions,
      String name,
      String type,
      List<String> knows,
      @Nullable NameRules names) {
    this.placeholders =
        Stream.concat(BUILD_DATA.stream(), knows.stream())
            .collect(Collectors.toMap(data -> data, data -> "{{." + data + "}}"));
    this.functions =
        functions.with(
            List.of(
                TemplateFunction.of("build_name", () -> name),
                TemplateFunction.of("build_type", () -> type)));
    this.ofBuilders =
        names == null
            ? this.functions
            : this.functions.with(List.of(CommonFunctions.nameCleaning(names)));
  }

  /**
   * A text of a step while the template is read. What only the running build will know becomes an
   * action for {@link #render}.
   *
   * @throws EngineException where it cannot be rendered
   */
  String early(String text) {
    return parsed(text, functions, placeholders).render(Data.of(placeholders));
  }

  /**
   * Looks whether a text can be rendered later.
   *
   * @throws EngineException where it cannot
   */
  void check(String text) {
    parsed(text, ofBuilders, Map.of());
  }

  /**
   * A text of a builder, which knows nothing of the build it makes.
   *
   * @throws EngineException where it cannot be rendered
   */
  String ofBuilder(String text) {
    return parsed(text, ofBuilders, Map.of()).render(Data.none());
  }

  /**
   * A text of a running step: one of a late key, or one with a {@code build} in it.
   *
   * @param data for the fields, such as {@code Path} and {@code Vars} of a shell's execute_command,
   *     along with what is known of {@link #BUILD_DATA}
   * @throws EngineException where it cannot be rendered
   */
  public String render(String text, Map<String, String> data) {
    return parsed(text, ofBuilders, data).render(Data.of(data));
  }

  /**
   * A text that has been rendered early, with what is known of {@code build} now; what is not known
   * prints as any field does that is not there.
   */
  public String filled(String text, Map<String, String> known) {
    String filled = text;
    for (Map.Entry<String, String> placeholder : placeholders.entrySet()) {
      String value = known.getOrDefault(placeholder.getKey(), NO_VALUE);
      filled = filled.replace(placeholder.getValue(), value);
    }
    return filled;
  }

  private static GoTemplate parsed(String text, Functions functions, Map<String, String> data) {
    TemplateFunction build = TemplateFunction.ofText("build", name -> known(name, data));
    return GoTemplate.parse(text, functions.with(List.of(build)));
  }

  private static String known(String name, Map<String, String> data) {
    String value = data.get(name);
    if (value == null) {
      throw new FunctionException("the build does not know " + Quoted.of(name) + " here");
    }
    return value;
  }
}
