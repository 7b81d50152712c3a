package io.snapfleet.recipe;

import io.snapfleet.recipe.YamlValue.Mapping;
import io.snapfleet.recipe.YamlValue.Sequence;
import io.snapfleet.recipe.YamlValue.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** Reads one YAML file into values that know their lines. */
final class YamlReader {
  private static final YAMLFactory YAML = YAMLFactory.builder().build();

  private final JsonParser parser;
  private final Problems problems;

  private YamlReader(JsonParser parser, Problems problems) {
    this.parser = parser;
    this.problems = problems;
  }

  /**
   * The mapping a file consists of.
   *
   * @throws RecipeException when it is something else
   */
  static Mapping read(String text, Problems problems) {
    try (JsonParser parser = YAML.createParser(ObjectReadContext.empty(), text)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_OBJECT) {
        return new YamlReader(parser, problems).mapping();
      }
      problems.add(1, "the file holds no mapping", "write KEY: VALUE lines as in docs/recipes.md");
    } catch (JacksonException notYaml) {
      int line = notYaml.getLocation() == null ? 0 : notYaml.getLocation().getLineNr();
      String reason = notYaml.getOriginalMessage().lines().findFirst().orElse("syntax error");
      problems.add(line, "this is not YAML: " + reason, "check indentation and quotes");
    }
    throw problems.exception();
  }

  private YamlValue value() {
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping();
      case START_ARRAY -> sequence();
      case VALUE_NULL -> new Text("", line());
      default -> new Text(parser.getString(), line());
    };
  }

  private Mapping mapping() {
    int start = line();
    Map<String, YamlValue> entries = new LinkedHashMap<>();
    Map<String, Integer> lines = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      int keyLine = line();
      parser.nextToken();
      YamlValue value = value();
      if (entries.putIfAbsent(key, value) == null) {
        lines.put(key, keyLine);
      } else {
        problems.add(keyLine, key + " is given twice", "remove one of them");
      }
    }
    return new Mapping(entries, lines, start);
  }

  private Sequence sequence() {
    int start = line();
    List<YamlValue> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(value());
    }
    return new Sequence(values, start);
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }
}
