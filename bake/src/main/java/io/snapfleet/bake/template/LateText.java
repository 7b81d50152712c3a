package io.snapfleet.bake.template;

import io.snapfleet.bake.component.ComponentType.NameRules;
import io.snapfleet.bake.engine.Data;
import io.snapfleet.bake.engine.EngineException;
import io.snapfleet.bake.engine.FunctionException;
import io.snapfleet.bake.engine.Functions;
import io.snapfleet.bake.engine.GoTemplate;
import io.snapfleet.bake.engine.TemplateFunction;
import io.snapfleet.provider.input.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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

  private static final Map<String, String> PLACEHOLDERS =
      BUILD_DATA.stream().collect(Collectors.toMap(name -> name, name -> "{{." + name + "}}"));

  private final Functions functions;

  /**
   * @param functions those that do not depend on the build
   * @param name of the build
   */
  LateText(Functions functions, String name, String type, @Nullable NameRules names) {
    List<TemplateFunction> more =
        new ArrayList<>(
            List.of(
                TemplateFunction.of("build_name", () -> name),
                TemplateFunction.of("build_type", () -> type)));
    if (names != null) {
      more.add(CommonFunctions.nameCleaning(names));
    }
    this.functions = functions.with(more);
  }

  /**
   * A text of a step while the template is read. What only the running build will know becomes an
   * action for {@link #render}.
   *
   * @throws EngineException where it cannot be rendered
   */
  String early(String text) {
    return rendered(text, PLACEHOLDERS);
  }

  /**
   * Looks whether a text can be rendered later.
   *
   * @throws EngineException where it cannot
   */
  void check(String text) {
    parsed(text, Map.of());
  }

  /**
   * A text of a builder, which knows nothing of the build it makes.
   *
   * @throws EngineException where it cannot be rendered
   */
  String ofBuilder(String text) {
    return rendered(text, Map.of());
  }

  /**
   * A text of a running step: one of a late key, or one with a {@code build} in it.
   *
   * @param data for the fields, such as {@code Path} and {@code Vars} of a shell's execute_command,
   *     along with what is known of {@link #BUILD_DATA}
   * @throws EngineException where it cannot be rendered
   */
  public String render(String text, Map<String, String> data) {
    return rendered(text, data);
  }

  private String rendered(String text, Map<String, String> data) {
    return parsed(text, data).render(Data.of(data));
  }

  private GoTemplate parsed(String text, Map<String, String> data) {
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
