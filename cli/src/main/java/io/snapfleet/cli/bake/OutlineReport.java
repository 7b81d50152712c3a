package io.snapfleet.cli.bake;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snapfleet.bake.template.Outline;
import io.snapfleet.cli.output.Table;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a template declares, as data and as text. */
record OutlineReport(
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String description,
    List<Variable> variables,
    List<Outline.Component> builders,
    List<String> provisioners,
    List<List<Outline.Component>> postProcessors) {

  /**
   * @param value the default; not there where a value must be given
   */
  record Variable(
      String name,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String value,
      boolean required,
      boolean sensitive) {
    static Variable of(Outline.Variable variable) {
      return new Variable(
          variable.name(),
          variable.value().orElse(null),
          variable.required(),
          variable.sensitive());
    }

    String shown() {
      return value == null ? "(must be given)" : value;
    }
  }

  static OutlineReport of(Outline outline) {
    return new OutlineReport(
        outline.description().orElse(null),
        outline.variables().stream().map(Variable::of).toList(),
        outline.builders(),
        outline.provisioners(),
        outline.postProcessors());
  }

  String text() {
    String title = description == null ? "" : description.strip() + "\n\n";
    Table named = new Table("VARIABLE", "DEFAULT");
    variables.forEach(one -> named.row(one.name(), one.shown()));
    Table built = new Table("BUILDER", "TYPE");
    builders.forEach(one -> built.row(one.name(), one.type()));
    return title
        + (variables.isEmpty() ? "" : named + "\n")
        + (builders.isEmpty() ? "" : built + "\n")
        + "Provisioners: "
        + listed(provisioners)
        + "\nPost-processors: "
        + listed(postProcessors.stream().map(OutlineReport::sequence).toList())
        + "\n";
  }

  private static String sequence(List<Outline.Component> steps) {
    return steps.stream().map(Outline.Component::type).collect(Collectors.joining(" -> "));
  }

  private static String listed(List<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }
}
