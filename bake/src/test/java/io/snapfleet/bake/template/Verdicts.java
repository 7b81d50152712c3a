package io.snapfleet.bake.template;

import io.snapfleet.bake.source.InvalidTemplateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The templates in {@code src/test/resources/templates}, one for each rule: {@code good-} ones are
 * valid, {@code bad-} ones are not. A file {@code NAME.arguments} has the arguments for one, a line
 * each.
 */
final class Verdicts {
  static final Path FOLDER = Path.of("src/test/resources/templates").toAbsolutePath();

  private Verdicts() {}

  static Stream<String> names() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json"))
          .map(name -> name.substring(0, name.length() - ".json".length()))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> arguments(String name) {
    Path file = FOLDER.resolve(name + ".arguments");
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Template validate(String name) {
    TemplateFile file = file(name);
    return Template.of(file, input(arguments(name)), surroundings());
  }

  private static TemplateFile file(String name) {
    return TemplateFile.parse(
        TemplateFile.text(FOLDER.resolve(name + ".json")), Path.of(name + ".json"));
  }

  /** Everything that is wrong, a line each; empty where nothing is. */
  static List<String> mistakes(String name) {
    try {
      if (arguments(name).contains("-syntax-only")) {
        file(name).requireSound();
      } else {
        validate(name);
      }
      return List.of();
    } catch (InvalidTemplateException invalid) {
      return invalid.problems().stream().map(Object::toString).toList();
    }
  }

  /** Whether the template can be shown, sound or not. */
  static boolean isShaped(String name) {
    try {
      file(name).requireSound();
      return true;
    } catch (InvalidTemplateException invalid) {
      return false;
    }
  }

  static Surroundings surroundings() {
    return new Surroundings(
        Instant.parse("2026-03-07T16:05:09Z"),
        () -> UUID.fromString("00000000-0000-4000-8000-000000000001"),
        FOLDER,
        Map.of("HOME", "/root"));
  }

  private static TemplateInput input(List<String> arguments) {
    Map<String, String> values = new LinkedHashMap<>();
    List<Path> files = new ArrayList<>();
    Set<String> only = new LinkedHashSet<>();
    Set<String> except = new LinkedHashSet<>();
    for (int i = 0; i < arguments.size(); i++) {
      String[] halves = arguments.get(i).split("=", 2);
      String value = halves.length > 1 ? halves[1] : "";
      switch (halves[0]) {
        case "-var-file" -> files.add(Path.of(halves.length > 1 ? value : arguments.get(++i)));
        case "-only" -> only.addAll(List.of(value.split(",", -1)));
        case "-except" -> except.addAll(List.of(value.split(",", -1)));
        case "-var" -> {
          String[] assignment = arguments.get(++i).split("=", 2);
          values.put(assignment[0], assignment[1]);
        }
        case "-syntax-only" -> {}
        default -> throw new IllegalArgumentException(arguments.get(i));
      }
    }
    return new TemplateInput(values, files, only, except);
  }
}
