package io.snapfleet.bake.template;

import io.snapfleet.bake.source.JsonValue.Text;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a template declares, by name. Variables and builders are in the order of their names, steps
 * in their own; actions in names and defaults are as written.
 */
public record Outline(
    Optional<String> description,
    List<Variable> variables,
    List<Component> builders,
    List<String> provisioners,
    List<List<Component>> postProcessors) {

  /**
   * @param value the default; empty where a value must be given; masked where it is sensitive
   */
  public record Variable(String name, Optional<String> value, boolean sensitive) {
    /** Whether a value must be given. */
    public boolean required() {
      return value.isEmpty();
    }
  }

  public record Component(String name, String type) {}

  static Outline of(Declared.Content content) {
    return new Outline(
        content.description(),
        content.variables().stream()
            .map(variable -> variable(variable, content))
            .sorted(Comparator.comparing(Variable::name))
            .toList(),
        content.builders().stream()
            .map(one -> new Component(one.name().value(), one.type().value()))
            .sorted(Comparator.comparing(Component::name))
            .toList(),
        content.provisioners().stream().map(one -> one.type().value()).toList(),
        content.postProcessors().stream()
            .map(
                steps ->
                    steps.stream()
                        .map(one -> new Component(one.name(), one.type().value()))
                        .toList())
            .toList());
  }

  /** A default that is the same as that of a sensitive variable is masked as well. */
  private static Variable variable(Declared.Variable variable, Declared.Content content) {
    Optional<String> value = variable.value().map(Text::value);
    boolean sensitive = content.sensitive().contains(variable.name());
    boolean masked =
        content.variables().stream()
            .filter(one -> content.sensitive().contains(one.name()))
            .anyMatch(one -> one.value().map(Text::value).equals(value));
    return new Variable(
        variable.name(), value.map(text -> masked ? "<sensitive>" : text), sensitive);
  }
}
