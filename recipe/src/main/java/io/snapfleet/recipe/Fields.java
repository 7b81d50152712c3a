package io.snapfleet.recipe;

import io.snapfleet.recipe.YamlValue.Mapping;
import io.snapfleet.recipe.YamlValue.Sequence;
import io.snapfleet.recipe.YamlValue.Text;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * The values of one mapping by name. What is wrong becomes a problem, and a harmless value is
 * returned so that reading goes on.
 */
final class Fields {
  private final String path;
  private final Mapping mapping;
  private final Problems problems;

  /**
   * @param path of the mapping in the file, such as {@code tiers.web}; empty for the file itself
   * @param known every key there may be; another one is a problem
   */
  Fields(String path, Mapping mapping, Problems problems, Collection<String> known) {
    this.path = path;
    this.mapping = mapping;
    this.problems = problems;
    mapping.entries().keySet().stream()
        .filter(key -> !known.contains(key))
        .forEach(key -> refuse(key, "is not known", NearestName.fix(key, known)));
  }

  boolean has(String key) {
    return mapping.entries().containsKey(key);
  }

  /** A text that must be there. */
  String required(String key, String fix) {
    Optional<String> value = text(key);
    if (value.isEmpty() && !has(key)) {
      problems.add(mapping.line(), name(key) + " is missing", fix);
    }
    return value.orElse("");
  }

  /** A text that is not blank; empty also when the value is wrong. */
  Optional<String> text(String key) {
    return switch (mapping.entries().get(key)) {
      case null -> Optional.empty();
      case Text text when !text.value().isBlank() -> Optional.of(text.value());
      case Text _ -> wrong(key, "is empty", "give it a value or remove the line");
      case YamlValue other -> wrong(key, "is " + other.kind(), "write a text");
    };
  }

  int number(String key, int from, int to, int otherwise) {
    Optional<String> written = text(key);
    if (written.isEmpty()) {
      return otherwise;
    }
    if (written.get().matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(written.get());
      if (number >= from && number <= to) {
        return number;
      }
    }
    refuse(key, "is " + written.get(), "write a whole number from " + from + " to " + to);
    return otherwise;
  }

  boolean flag(String key, boolean otherwise) {
    Optional<String> written = text(key);
    if (written.isPresent() && !written.get().matches("true|false")) {
      refuse(key, "is " + written.get(), "write true or false");
    }
    return written.map(Boolean::parseBoolean).orElse(otherwise);
  }

  /** The texts of a list; empty when the key is absent. */
  List<String> texts(String key) {
    return switch (mapping.entries().get(key)) {
      case null -> List.of();
      case Sequence sequence -> sequence.values().stream().flatMap(v -> item(key, v)).toList();
      case YamlValue other -> {
        refuse(key, "is " + other.kind(), "write a list, such as [a, b]");
        yield List.of();
      }
    };
  }

  /** What {@code read} makes of each entry of a mapping of mappings, in the order written. */
  <T> Map<String, T> each(String key, BiFunction<String, Mapping, T> read) {
    Map<String, T> all = new LinkedHashMap<>();
    nested(key)
        .entries()
        .forEach(
            (name, value) -> {
              switch (value) {
                case Mapping inner -> all.put(name, read.apply(name, inner));
                case YamlValue other ->
                    problems.add(
                        other.line(),
                        name(key) + "." + name + " is " + other.kind(),
                        "write a mapping as in docs/recipes.md");
              }
            });
    return all;
  }

  /** The fields of the mapping of that key; none where it is absent or no mapping. */
  Fields in(String key, Collection<String> known) {
    return new Fields(name(key), nested(key), problems, known);
  }

  void refuse(String key, String what, String fix) {
    problems.add(mapping.lineOf(key), name(key) + " " + what, fix);
  }

  private Mapping nested(String key) {
    return switch (mapping.entries().get(key)) {
      case null -> new Mapping(Map.of(), Map.of(), mapping.line());
      case Mapping inner -> inner;
      case YamlValue other -> {
        refuse(key, "is " + other.kind(), "write a mapping as in docs/recipes.md");
        yield new Mapping(Map.of(), Map.of(), other.line());
      }
    };
  }

  private Stream<String> item(String key, YamlValue value) {
    if (value instanceof Text text && !text.value().isBlank()) {
      return Stream.of(text.value());
    }
    problems.add(value.line(), name(key) + " holds " + value.kind(), "write a list of texts");
    return Stream.empty();
  }

  private Optional<String> wrong(String key, String what, String fix) {
    refuse(key, what, fix);
    return Optional.empty();
  }

  private String name(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
