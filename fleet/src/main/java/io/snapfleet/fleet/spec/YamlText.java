package io.snapfleet.fleet.spec;

import io.snapfleet.provider.input.InputProblem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** YAML text as a tree of nodes that know their places. */
final class YamlText {
  /** The composer is recursive; a fleet file needs four levels. */
  private static final int DEEPEST = 50;

  private static final int LARGEST = 1_000_000;

  private final String name;
  private final LoadSettings settings;

  private YamlText(String name) {
    this.name = name;
    this.settings =
        LoadSettings.builder()
            .setLabel(name)
            .setUseMarks(true)
            .setCodePointLimit(LARGEST)
            .setAllowNonScalarKeys(true)
            .build();
  }

  /**
   * The tree, duplicate keys and all; empty when the text has no content.
   *
   * @throws InvalidFleetFileException where it is not one YAML document
   */
  static Optional<Node> parse(String text, String name) {
    return new YamlText(name).parse(text);
  }

  private Optional<Node> parse(String text) {
    try {
      refuseDeepNesting(text);
      return new Compose(settings).composeString(text);
    } catch (MarkedYamlEngineException e) {
      throw invalid(e.getProblemMark().or(e::getContextMark).orElse(null), sentence(e), fix(e));
    } catch (YamlEngineException e) {
      throw invalid(null, "is not YAML: " + firstLine(e.getMessage()), null);
    }
  }

  private void refuseDeepNesting(String text) {
    int depth = 0;
    for (Event event : new Parse(settings).parseString(text)) {
      if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
        throw invalid(
            event.getStartMark().orElse(null),
            "is nested more than " + DEEPEST + " levels deep",
            null);
      }
      depth -= event instanceof CollectionEndEvent ? 1 : 0;
    }
  }

  private InvalidFleetFileException invalid(
      @Nullable Mark mark, String rule, @Nullable String suggestion) {
    int line = mark == null ? 0 : mark.getLine() + 1;
    int column = mark == null ? 0 : mark.getColumn() + 1;
    return new InvalidFleetFileException(
        List.of(new InputProblem(name, line, column, "", null, rule, suggestion)));
  }

  private static boolean isTab(MarkedYamlEngineException e) {
    return String.valueOf(e.getProblem()).contains("(TAB)");
  }

  private static String sentence(MarkedYamlEngineException e) {
    if (isTab(e)) {
      return "is not YAML: a tab is used for indentation";
    }
    String problem = firstLine(e.getProblem());
    String context = e.getContext();
    return "is not YAML: "
        + (context == null || context.isEmpty() ? problem : firstLine(context) + ", " + problem);
  }

  private static @Nullable String fix(MarkedYamlEngineException e) {
    return isTab(e) ? "indent with spaces" : null;
  }

  private static String firstLine(@Nullable String message) {
    return message == null
        ? "unreadable"
        : message.lines().findFirst().orElse("unreadable").strip();
  }
}
