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
import java.util.function.Function;

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

  /** A text, or what Packer takes for one. */
  Optional<Text> looseText(String key) {
    return given(key)
        .flatMap(
            value -> {
              Optional<Text> text = value.takenForText();
              return text.isPresent() ? text : wrong(key, value, "a text");
            });
  }

  Optional<Boolean> flag(String key) {
    return given(key)
        .flatMap(
            value ->
                value instanceof JsonValue.Flag flag
                    ? Optional.of(flag.value())
                    : wrong(key, value, "true or false"));
  }

  /** A text such as {@code 10s}; a number is one of nanoseconds, and true is 1. */
  Optional<Duration> duration(String key) {
    return given(key).flatMap(value -> duration(key, value));
  }

  private Optional<Duration> duration(String key, JsonValue value) {
    Optional<Duration> duration =
        switch (value) {
          case Text text -> GoDuration.parse(text.value());
          case JsonValue.Numeral number ->
              Optional.of(Duration.ofNanos(number.value().longValue()));
          case JsonValue.Flag flag -> Optional.of(Duration.ofNanos(flag.value() ? 1 : 0));
          default -> Optional.empty();
        };
    return duration.isPresent() ? duration : wrong(key, value, "a duration such as \"10s\"");
  }

  /** Each a text, or what Packer takes for one. One alone stands for a list of it, {} for none. */
  List<Text> looseTexts(String key) {
    return switch (given(key).orElse(null)) {
      case null -> List.of();
      case Sequence sequence -> texts(key, sequence.values(), JsonValue::takenForText);
      case Mapping none when none.entries().isEmpty() -> List.of();
      case Mapping other -> {
        wrong(key, other, "a list");
        yield List.of();
      }
      case JsonValue one -> texts(key, List.of(one), JsonValue::takenForText);
    };
  }

  List<Text> texts(String key) {
    return texts(
        key, list(key), value -> value instanceof Text text ? Optional.of(text) : Optional.empty());
  }

  private List<Text> texts(
      String key, List<JsonValue> values, Function<JsonValue, Optional<Text>> taken) {
    List<Text> texts = new ArrayList<>();
    values.forEach(
        value ->
            taken
                .apply(value)
                .ifPresentOrElse(
                    texts::add,
                    () ->
                        problems.report(
                            value.position(),
                            at(key),
                            null,
                            "holds " + value.kind() + ", not texts",
                            null)));
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
