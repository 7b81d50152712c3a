package io.snapfleet.bake.template;

import io.snapfleet.bake.component.Catalogue;
import io.snapfleet.bake.source.InvalidTemplateException;
import java.util.List;
import java.util.Map;

/**
 * A template that has been checked as a whole, with its variables' values: what a runner needs.
 * Immutable.
 *
 * @param builds those that were selected, in the order of their names
 * @param masking what all output goes through
 * @param variables the values of variables by name, but for those that are, hold or by their name
 *     may be a secret
 */
public record Template(
    TemplateFile file, List<Build> builds, Masking masking, Map<String, String> variables) {
  /** The version of Packer whose templates these are. */
  public static final String COMPATIBLE_WITH = "1.6.6";

  public Template {
    builds = List.copyOf(builds);
    variables = Map.copyOf(variables);
  }

  /**
   * Joins a template with what the user gives, and checks everything that can be checked without a
   * provider: no machine is made, no address asked.
   *
   * @throws InvalidTemplateException with everything that is wrong with the template and the
   *     variable files, at once
   */
  public static Template of(TemplateFile file, TemplateInput input, Surroundings surroundings) {
    return new TemplateAssembly(file, input, surroundings, Catalogue.shipped()).template();
  }
}
