package io.snapfleet.bake.template;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a user gives along with a template.
 *
 * @param assignments values of variables; they win over those of files
 * @param variableFiles JSON files of values; later ones win
 * @param only names of builds, actions rendered; empty for all
 * @param except names of builds to leave out; also of post-processors, where a sequence then ends
 */
public record TemplateInput(
    Map<String, String> assignments,
    List<Path> variableFiles,
    Set<String> only,
    Set<String> except) {
  public TemplateInput {
    assignments = Collections.unmodifiableMap(new LinkedHashMap<>(assignments));
    variableFiles = List.copyOf(variableFiles);
    only = Set.copyOf(only);
    except = Set.copyOf(except);
  }

  /** Nothing but the template. */
  public static TemplateInput none() {
    return new TemplateInput(Map.of(), List.of(), Set.of(), Set.of());
  }
}
