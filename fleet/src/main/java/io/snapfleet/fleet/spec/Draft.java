package io.snapfleet.fleet.spec;

import io.snapfleet.provider.input.InputProblem;
import io.snapfleet.provider.input.Quoted;
import io.snapfleet.recipe.RecipeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A file while it is being checked: its sound values, where its keys stand, and what is wrong so
 * far. Not for use by several threads.
 */
final class Draft {
  private final String file;
  private final ObjectNode values;
  private final Map<List<String>, NodeTuple> places = new HashMap<>();
  private final List<InputProblem> problems = new ArrayList<>();
  private @Nullable RecipeException unsoundRecipe;

  private Draft(String file, Optional<Node> root) {
    this.file = file;
    this.values =
        root.flatMap(node -> new SchemaWalk(this).values(node))
            .orElseGet(JsonNodeFactory.instance::objectNode);
  }

  static Draft of(String text, String file) {
    Optional<Node> root = YamlText.parse(text, file);
    Draft draft = new Draft(file, root);
    if (root.isEmpty()) {
      draft.report(Fault.missing(List.of(), "is empty", "'snapfleet init' writes a first one"));
    }
    return draft;
  }

  void remember(List<String> path, NodeTuple entry) {
    places.put(path, entry);
  }

  /** The value at a path, if it is there and nothing in it is wrong. */
  Optional<JsonNode> at(String... path) {
    JsonNode value = values;
    for (String key : path) {
      value = value.path(key);
    }
    return value.isMissingNode() || hasProblem(List.of(path))
        ? Optional.empty()
        : Optional.of(value);
  }

  /** Whether the file has a value there, sound or not. */
  boolean has(String... path) {
    return places.containsKey(List.of(path));
  }

  /** The same as text; nothing for what holds other values. */
  Optional<String> textAt(String... path) {
    return at(path).filter(JsonNode::isValueNode).map(JsonNode::asString);
  }

  private boolean hasProblem(List<String> path) {
    String within = shown(path);
    return problems.stream()
        .map(InputProblem::path)
        .anyMatch(found -> found.equals(within) || found.startsWith(within + "."));
  }

  void report(Fault fault) {
    report(mark(fault), fault);
  }

  void report(Optional<Mark> mark, Fault fault) {
    problems.add(
        new InputProblem(
            file,
            mark.map(Mark::getLine).orElse(0) + 1,
            mark.map(Mark::getColumn).orElse(0) + 1,
            shown(fault.path()),
            fault.value(),
            fault.rule(),
            fault.suggestion()));
  }

  /** The recipe itself cannot be used, whatever the file says. */
  void report(RecipeException unsound) {
    unsoundRecipe = unsound;
  }

  /** The place itself, or the key of the nearest enclosing one that the file has. */
  private Optional<Mark> mark(Fault fault) {
    for (int length = fault.path().size(); length > 0; length--) {
      NodeTuple entry = places.get(fault.path().subList(0, length));
      if (entry != null) {
        boolean exact = length == fault.path().size() && fault.place() == Fault.Place.VALUE;
        return (exact ? entry.getValueNode() : entry.getKeyNode()).getStartMark();
      }
    }
    return Optional.empty();
  }

  /** Ends the checks with one more problem. */
  InvalidFleetFileException refused(Fault fault) {
    report(fault);
    return new InvalidFleetFileException(problems);
  }

  /**
   * Ends the checks.
   *
   * @throws RecipeException where nothing is wrong but the recipe
   */
  ObjectNode accepted() {
    RecipeException unsound = unsoundRecipe;
    if (!problems.isEmpty()) {
      throw new InvalidFleetFileException(
          problems, unsound == null ? List.of() : unsound.problems());
    }
    if (unsound != null) {
      throw unsound;
    }
    return values;
  }

  private static String shown(List<String> path) {
    return path.stream().map(Quoted::key).collect(Collectors.joining("."));
  }
}
