package io.snapfleet.bake.component;

import io.snapfleet.bake.component.Key.Existing;
import io.snapfleet.bake.source.JsonValue.Mapping;
import io.snapfleet.bake.source.Position;
import io.snapfleet.bake.source.Problems;
import io.snapfleet.provider.input.Quoted;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What must hold between the values of a component, and of them. */
final class Checks {
  private final ComponentType type;
  private final Settings settings;
  private final Mapping written;
  private final String path;
  private final Path directory;
  private final Problems problems;

  /**
   * @param written the settings as the template has them, for places
   * @param path of the component in its file
   * @param directory what relative paths are relative to
   */
  Checks(Settings settings, Mapping written, String path, Path directory, Problems problems) {
    this.type = settings.type();
    this.settings = settings;
    this.written = written;
    this.path = path;
    this.directory = directory;
    this.problems = problems;
  }

  void run() {
    type.keys().values().forEach(this::checkKey);
    type.exactlyOne().forEach(this::checkExactlyOne);
    type.atLeastOne().forEach(this::checkAtLeastOne);
    type.atMostOne().forEach(this::checkAtMostOne);
    Rules.of(type).forEach(rule -> rule.check(settings, this));
  }

  private void checkKey(Key key) {
    if (!settings.has(key.name())) {
      if (key.required()) {
        missing(key.name());
      }
      return;
    }
    if (!key.choices().isEmpty()) {
      texts(key).forEach(text -> checkChoice(key, text));
    }
    if (key.pairs()) {
      settings.texts(key.name()).forEach(text -> checkPair(key, text));
    }
    if (key.exists() != Existing.NOT_LOOKED_FOR && !key.late()) {
      texts(key).forEach(name -> checkExists(key.name(), name, key.exists()));
    }
  }

  private Stream<String> texts(Key key) {
    return key.kind() == Kind.TEXTS
        ? settings.texts(key.name()).stream()
        : settings.text(key.name()).stream();
  }

  private void checkChoice(Key key, String text) {
    if (!key.choices().contains(text)) {
      refuse(
          key.name(),
          text,
          "must be one of " + String.join(", ", key.choices()) + ", not " + Quoted.of(text));
    }
  }

  private void checkPair(Key key, String text) {
    if (text.indexOf('=') < 1) {
      refuse(key.name(), text, "must be NAME=value, not " + Quoted.of(text));
    }
  }

  /** Reports a path that does not lead to what it should. */
  void checkExists(String key, String name, Existing wanted) {
    Optional<Path> file = resolve(name);
    if (file.isEmpty() || !Files.exists(file.get())) {
      String what = wanted == Existing.DIRECTORY ? "directory" : "file";
      refuse(key, name, "no such " + what + ": " + name);
    } else if (wanted == Existing.FILE && Files.isDirectory(file.get())) {
      refuse(key, name, "is a directory and must be a file: " + name);
    } else if (wanted == Existing.DIRECTORY && !Files.isDirectory(file.get())) {
      refuse(key, name, "is a file and must be a directory: " + name);
    }
  }

  private Optional<Path> resolve(String name) {
    try {
      return Optional.of(directory.resolve(name));
    } catch (InvalidPathException impossible) {
      return Optional.empty();
    }
  }

  boolean isDirectory(String name) {
    return resolve(name).filter(Files::isDirectory).isPresent();
  }

  private void checkExactlyOne(List<String> keys) {
    checkAtLeastOne(keys);
    checkAtMostOne(keys);
  }

  private void checkAtLeastOne(List<String> keys) {
    if (given(keys).isEmpty()) {
      report(null, "one of " + String.join(", ", keys) + " must be given", null);
    }
  }

  private void checkAtMostOne(List<String> keys) {
    List<String> given = given(keys);
    if (given.size() > 1) {
      refuse(given.get(1), null, "only one of " + String.join(", ", given) + " may be given");
    }
  }

  private List<String> given(List<String> keys) {
    return keys.stream().filter(this::isGiven).toList();
  }

  /** Whether there is a value that is not empty, zero or false. */
  boolean isGiven(String key) {
    Object value = settings.values().get(key);
    return switch (value) {
      case null -> false;
      case Boolean flag -> flag;
      case List<?> list -> !list.isEmpty();
      default -> true;
    };
  }

  void missing(String key) {
    report(null, key + " is missing", null);
  }

  void refuse(String key, @Nullable String value, String rule) {
    problems.report(position(key), path + "." + key, value, rule, null);
  }

  private Position position(String key) {
    return written.get(key).map(value -> value.position()).orElse(written.position());
  }

  /** Something about the component as a whole. */
  void report(@Nullable String value, String rule, @Nullable String suggestion) {
    problems.report(written.position(), path, value, rule, suggestion);
  }
}
