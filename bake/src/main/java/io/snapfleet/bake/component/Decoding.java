package io.snapfleet.bake.component;

import io.snapfleet.bake.engine.GoWhole;
import io.snapfleet.bake.source.JsonValue;
import io.snapfleet.bake.source.Problems;
import io.snapfleet.provider.input.Quoted;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Turns JSON values into those of a key, as leniently as Packer does: {@code "true"} is a flag, a
 * single value a list of it, a number a text. An empty result has been reported, or stands for
 * null.
 */
final class Decoding {
  private static final Set<String> TRUE = Set.of("1", "t", "true");
  private static final Set<String> FALSE = Set.of("0", "f", "false", "");

  private final Renderer renderer;
  private final boolean late;
  private final Problems problems;

  /**
   * @param late whether texts are only looked at, to be rendered when more is known
   */
  Decoding(Renderer renderer, boolean late, Problems problems) {
    this.renderer = renderer;
    this.late = late;
    this.problems = problems;
  }

  Optional<Object> decode(Kind kind, JsonValue value, String path) {
    if (value instanceof JsonValue.Null) {
      return Optional.empty();
    }
    return switch (kind) {
      case TEXT -> text(value, path).map(text -> text);
      case FLAG -> flag(value, path).map(flag -> flag);
      case NUMBER -> number(value, path).map(number -> number);
      case DURATION -> duration(value, path).map(duration -> duration);
      case TEXTS -> list(value, path, (by, part) -> by.text(part, path)).map(list -> list);
      case NUMBERS -> list(value, path, (by, part) -> by.number(part, path)).map(list -> list);
      case MAP -> map(value, path).map(map -> map);
      case BLOCKS -> blocks(value, path);
    };
  }

  private Optional<String> text(JsonValue value, String path) {
    return switch (value) {
      case JsonValue.Text text -> rendered(text, path);
      case JsonValue.Sequence _, JsonValue.Mapping _ ->
          refuse(value, path, "must be a text, not " + value.kind());
      default -> value.takenForText().map(JsonValue.Text::value);
    };
  }

  private Optional<String> rendered(JsonValue.Text text, String path) {
    return late ? renderer.check(text, path) : renderer.render(text, path);
  }

  private Optional<Boolean> flag(JsonValue value, String path) {
    return switch (value) {
      case JsonValue.Flag flag -> Optional.of(flag.value());
      case JsonValue.Numeral number -> Optional.of(number.value().signum() != 0);
      case JsonValue.Text text ->
          rendered(text, path).flatMap(written -> truth(written, text, path));
      default -> refuse(value, path, "must be true or false, not " + value.kind());
    };
  }

  private Optional<Boolean> truth(String written, JsonValue value, String path) {
    boolean oneCase =
        written.equals(written.toLowerCase(Locale.ROOT))
            || written.equals(written.toUpperCase(Locale.ROOT))
            || written.equals("True")
            || written.equals("False");
    String lower = written.toLowerCase(Locale.ROOT);
    if (oneCase && TRUE.contains(lower)) {
      return Optional.of(true);
    }
    if (oneCase && FALSE.contains(lower)) {
      return Optional.of(false);
    }
    return refuse(value, path, "must be true or false, not " + Quoted.of(written));
  }

  private Optional<Long> number(JsonValue value, String path) {
    return switch (value) {
      case JsonValue.Numeral number -> Optional.of(number.value().longValue());
      case JsonValue.Flag flag -> Optional.of(flag.value() ? 1L : 0L);
      case JsonValue.Null _ -> Optional.of(0L);
      case JsonValue.Text text ->
          rendered(text, path).flatMap(written -> whole(written, text, path));
      default -> refuse(value, path, "must be a number, not " + value.kind());
    };
  }

  private Optional<Long> whole(String written, JsonValue value, String path) {
    if (written.isEmpty()) {
      return Optional.empty();
    }
    Optional<Long> number =
        GoWhole.parse(written)
            .filter(whole -> whole.bitLength() < Long.SIZE)
            .map(BigInteger::longValue);
    return number.isPresent()
        ? number
        : refuse(value, path, "must be a whole number, not " + Quoted.of(written));
  }

  private Optional<Duration> duration(JsonValue value, String path) {
    if (value instanceof JsonValue.Numeral || value instanceof JsonValue.Flag) {
      return number(value, path).map(Duration::ofNanos);
    }
    if (!(value instanceof JsonValue.Text text)) {
      return refuse(value, path, "must be a duration such as \"5m\", not " + value.kind());
    }
    Optional<String> written = rendered(text, path);
    Optional<Duration> duration = written.flatMap(GoDuration::parse);
    return duration.isPresent() || written.isEmpty()
        ? duration
        : refuse(value, path, "must be a duration such as '5m', not " + Quoted.of(written.get()));
  }

  private <T> Optional<List<T>> list(
      JsonValue value, String path, BiFunction<Decoding, JsonValue, Optional<T>> one) {
    if (value instanceof JsonValue.Text text) {
      Decoding verbatim = new Decoding(Renderer.verbatim(), false, problems);
      return rendered(text, path).flatMap(all -> verbatim.each(cut(all, text), one));
    }
    return each(
        switch (value) {
          case JsonValue.Sequence sequence -> sequence.values();
          case JsonValue.Mapping mapping when mapping.entries().isEmpty() -> List.of();
          default -> List.of(value);
        },
        one);
  }

  private <T> Optional<List<T>> each(
      List<JsonValue> parts, BiFunction<Decoding, JsonValue, Optional<T>> one) {
    List<T> decoded = new ArrayList<>();
    for (JsonValue part : parts) {
      Optional<T> element = one.apply(this, part);
      if (element.isEmpty()) {
        return Optional.empty();
      }
      decoded.add(element.get());
    }
    return Optional.of(List.copyOf(decoded));
  }

  /** A text for a list has been rendered before it is cut, so that a variable can hold a list. */
  private static List<JsonValue> cut(String rendered, JsonValue.Text written) {
    if (rendered.isEmpty()) {
      return List.of();
    }
    return Arrays.stream(rendered.split(",", -1))
        .<JsonValue>map(part -> new JsonValue.Text(part, part, written.position()))
        .toList();
  }

  private Optional<Map<String, String>> map(JsonValue value, String path) {
    return switch (value) {
      case JsonValue.Mapping mapping -> texts(List.of(mapping), path);
      case JsonValue.Sequence list
          when list.values().stream().allMatch(one -> one instanceof JsonValue.Mapping) ->
          texts(list.values().stream().map(JsonValue.Mapping.class::cast).toList(), path);
      default -> refuse(value, path, "must be an object of texts, not " + value.kind());
    };
  }

  /** All in one, the later ones over the earlier. */
  private Optional<Map<String, String>> texts(List<JsonValue.Mapping> objects, String path) {
    Map<String, String> decoded = new LinkedHashMap<>();
    for (JsonValue.Mapping object : objects) {
      for (Map.Entry<String, JsonValue> entry : object.entries().entrySet()) {
        Optional<String> text = text(entry.getValue(), path + "." + Quoted.key(entry.getKey()));
        if (text.isEmpty()) {
          return Optional.empty();
        }
        decoded.put(entry.getKey(), text.get());
      }
    }
    return Optional.of(Map.copyOf(decoded));
  }

  private Optional<Object> blocks(JsonValue value, String path) {
    return switch (value) {
      case JsonValue.Mapping mapping -> Optional.of(List.of(plain(mapping, path)));
      case JsonValue.Sequence list
          when list.values().stream().allMatch(one -> one instanceof JsonValue.Mapping) ->
          Optional.of(plain(list, path));
      default -> refuse(value, path, "must be a list of objects, not " + value.kind());
    };
  }

  /** Any value with its texts rendered; nulls are left out. */
  private Object plain(JsonValue value, String path) {
    return switch (value) {
      case JsonValue.Text text -> rendered(text, path).orElse("");
      case JsonValue.Numeral number -> number.value();
      case JsonValue.Flag flag -> flag.value();
      case JsonValue.Null _ -> "";
      case JsonValue.Sequence list ->
          list.values().stream().map(part -> plain(part, path)).toList();
      case JsonValue.Mapping mapping -> {
        Map<String, Object> plain = new LinkedHashMap<>();
        mapping
            .entries()
            .forEach((key, inner) -> plain.put(key, plain(inner, path + "." + Quoted.key(key))));
        yield Map.copyOf(plain);
      }
    };
  }

  private <T> Optional<T> refuse(JsonValue value, String path, String rule) {
    String offending = value instanceof JsonValue.Text text ? text.value() : null;
    problems.report(value.position(), path, offending, rule, null);
    return Optional.empty();
  }
}
