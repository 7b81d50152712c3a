package io.snapfleet.bake.source;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value with its place. */
public sealed interface JsonValue {
  Position position();

  /** What it is, for a message: "a number", "a list". */
  String kind();

  /** A text; a number, true or false as it would be in quotes; nothing else. */
  default Optional<Text> asText() {
    return switch (this) {
      case Text text -> Optional.of(text);
      case Numeral number -> Optional.of(new Text(number.text(), number.text(), number.position()));
      case Flag flag -> {
        String text = Boolean.toString(flag.value());
        yield Optional.of(new Text(text, text, flag.position()));
      }
      default -> Optional.empty();
    };
  }

  /** What Packer takes for a text: a number, 1 for true, 0 for false, an empty one for null. */
  default Optional<Text> takenForText() {
    return switch (this) {
      case Flag flag -> {
        String text = flag.value() ? "1" : "0";
        yield Optional.of(new Text(text, text, flag.position()));
      }
      case Null none -> Optional.of(new Text("", "", none.position()));
      default -> asText();
    };
  }

  /**
   * @param raw as written, between the quotes
   */
  record Text(String value, String raw, Position position) implements JsonValue {
    /** A text from outside of any file. */
    public static Text of(String value) {
      return new Text(value, value, Position.NOWHERE);
    }

    @Override
    public String kind() {
      return "text";
    }

    /** The place of one char of the value. */
    public Position at(int offset) {
      int escaped = 0;
      for (int passed = 0; passed < offset && escaped < raw.length(); passed++) {
        escaped += raw.charAt(escaped) != '\\' ? 1 : raw.startsWith("u", escaped + 1) ? 6 : 2;
      }
      return position.equals(Position.NOWHERE) ? position : position.plus(1 + escaped);
    }
  }

  record Numeral(BigDecimal value, Position position) implements JsonValue {
    @Override
    public String kind() {
      return "a number";
    }

    /** As Go prints it: without an exponent or needless zeros. */
    public String text() {
      return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
  }

  record Flag(boolean value, Position position) implements JsonValue {
    @Override
    public String kind() {
      return value ? "true" : "false";
    }
  }

  record Null(Position position) implements JsonValue {
    @Override
    public String kind() {
      return "null";
    }
  }

  record Sequence(List<JsonValue> values, Position position) implements JsonValue {
    public Sequence {
      values = List.copyOf(values);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /**
   * @param entries in the order written
   * @param keys where each key stands
   */
  record Mapping(Map<String, JsonValue> entries, Map<String, Position> keys, Position position)
      implements JsonValue {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
      keys = Map.copyOf(keys);
    }

    @Override
    public String kind() {
      return "an object";
    }

    public Optional<JsonValue> get(String key) {
      return Optional.ofNullable(entries.get(key));
    }

    /** The place of a key, or of the whole where it has none of that name. */
    public Position keyPosition(String key) {
      return keys.getOrDefault(key, position);
    }

    /** The same without some keys. */
    public Mapping without(Collection<String> names) {
      Map<String, JsonValue> rest = new LinkedHashMap<>(entries);
      rest.keySet().removeAll(names);
      return new Mapping(rest, keys, position);
    }
  }
}
