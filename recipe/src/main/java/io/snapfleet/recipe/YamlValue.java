package io.snapfleet.recipe;

import java.util.List;
import java.util.Map;

/** A YAML value that remembers its line, counted from 1. */
sealed interface YamlValue {
  int line();

  /** What kind of value it is, for messages. */
  String kind();

  /** A scalar, as written; an empty text for null. */
  record Text(String value, int line) implements YamlValue {
    @Override
    public String kind() {
      return "a text";
    }
  }

  record Sequence(List<YamlValue> values, int line) implements YamlValue {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /**
   * @param entries in the order written
   * @param lines of the keys
   */
  record Mapping(Map<String, YamlValue> entries, Map<String, Integer> lines, int line)
      implements YamlValue {
    @Override
    public String kind() {
      return "a mapping";
    }

    int lineOf(String key) {
      return lines.getOrDefault(key, line);
    }
  }
}
