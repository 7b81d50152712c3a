package io.snapfleet.bake.template;

import io.snapfleet.bake.component.GoDuration;
import io.snapfleet.bake.source.JsonValue;
import io.snapfleet.bake.source.JsonValue.Mapping;
import io.snapfleet.bake.source.JsonValue.Sequence;
import io.snapfleet.bake.source.JsonValue.Text;
import io.snapfleet.bake.source.Position;
import io.snapfleet.bake.source.Problems;
import io.snapfleet.provider.input.Quoted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values of one object by key, read strictly. What is wrong is reported, and read as if it were
 * not there. {@code null} is the same as not there.
 */
final class Fields {
  private final Mapping mapping;
  private final String path;
  private final Problems problems;

  Fields(Mapping mapping, String path, Problems problems) {
    this.mapping = mapping;
    this.path = path;
    this.problems = problems;
  }

  Optional<Text> text(String key) {
    return given(key)
        .flatMap(
            value -> value instanceof Text text ? Optional.of(text) : wrong(key, value, "a text"));
  }

  /** A text that is not empty. */
  Optional<Text> filledText(String key) {
    return text(key).filter(text -> !text.value().isEmpty());
  }

  /** A text that must be there, and not be empty. */
  Optional<Text> requiredText(String key) {
    boolean empty =
        given(key).map(value -> value instanceof Text text && text.value().isEmpty()).orElse(true);
    if (empty) {
      problems.report(mapping.position(), path, null, key + " is missing", null);
    }
    return filledText(key);
  }

  /** A text, or a number that is one. */
  Optional<Text> textOrNumber(String key) {
    return given(key).filter(JsonValue.Numeral.class::isInstance).isPresent()
        ? given(key)
            .map(JsonValue.Numeral.class::cast)
            .map(number -> new Text(number.text(), number.text(), number.position()))
        : text(key);
  }

  Optional<Boolean> flag(String key) {
    return given(key)
        .flatMap(
            value ->
                value instanceof JsonValue.Flag flag
                    ? Optional.of(flag.value())
                    : wrong(key, value, "true or false"));
  }

  /** A text such as {@code 10s}; a number is one of nanoseconds. */
  Optional<Duration> duration(String key) {
    return given(key).flatMap(value -> duration(key, value));
  }

  private Optional<Duration> duration(String key, JsonValue value) {
    Optional<Duration> duration =
        switch (value) {
          case Text text -> GoDuration.parse(text.value());
          case JsonValue.Numeral number ->
              Optional.of(Duration.ofNanos(number.value().longValue()));
          default -> Optional.empty();
        };
    return duration.isPresent() ? duration : wrong(key, value, "a duration such as \"10s\"");
  }

  /** A single text stands for a list of it where the list is that of a step, {} for none. */
  List<Text> textOrTexts(String key) {
    return switch (given(key).orElse(null)) {
      case Text text -> List.of(text);
      case Mapping none when none.entries().isEmpty() -> List.of();
      case null, default -> texts(key);
    };
  }

  List<Text> texts(String key) {
    List<Text> texts = new ArrayList<>();
    list(key)
        .forEach(
            value -> {
              if (value instanceof Text text) {
                texts.add(text);
              } else {
                problems.report(
                    value.position(), at(key), null, "holds " + value.kind() + ", not texts", null);
              }
            });
    return texts;
  }

  List<JsonValue> list(String key) {
    return switch (given(key).orElse(null)) {
      case null -> List.of();
      case Sequence sequence -> sequence.values();
      case JsonValue other -> {
        wrong(key, other, "a list");
        yield List.of();
      }
    };
  }

  Mapping mapping(String key) {
    return switch (given(key).orElse(null)) {
      case null -> new Mapping(Map.of(), Map.of(), mapping.position());
      case Mapping inner -> inner;
      case JsonValue other -> {
        wrong(key, other, "an object");
        yield new Mapping(Map.of(), Map.of(), mapping.position());
      }
    };
  }

  /** An object, or a list of such that make up one. */
  Mapping joinedMapping(String key) {
    if (!(given(key).orElse(null) instanceof Sequence sequence)) {
      return mapping(key);
    }
    Map<String, JsonValue> entries = new LinkedHashMap<>();
    Map<String, Position> keys = new HashMap<>();
    for (JsonValue value : sequence.values()) {
      switch (value) {
        case Mapping one -> {
          entries.putAll(one.entries());
          keys.putAll(one.keys());
        }
        case JsonValue.Null _ -> {}
        case Sequence none when none.values().isEmpty() -> {}
        default -> wrong(key, value, "objects");
      }
    }
    return new Mapping(entries, keys, sequence.position());
  }

  String at(String key) {
    return (path.isEmpty() ? "" : path + ".") + key;
  }

  private Optional<JsonValue> given(String key) {
    return mapping
        .get(key)
        .or(() -> inCapitals(key))
        .filter(value -> !(value instanceof JsonValue.Null));
  }

  /** Packer takes keys of any case, but then finds them left over among a component's settings. */
  private Optional<JsonValue> inCapitals(String key) {
    return mapping.entries().entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(key))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private <T> Optional<T> wrong(String key, JsonValue value, String wanted) {
    boolean text = value instanceof Text;
    String offending = text ? ((Text) value).value() : null;
    String found = offending == null ? value.kind() : Quoted.of(offending);
    problems.report(
        value.position(), at(key), offending, "must be " + wanted + ", not " + found, null);
    return Optional.empty();
  }
}
