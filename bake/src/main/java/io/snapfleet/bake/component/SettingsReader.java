package io.snapfleet.bake.component;

import io.snapfleet.bake.source.JsonValue;
import io.snapfleet.bake.source.JsonValue.Mapping;
import io.snapfleet.bake.source.Problems;
import io.snapfleet.provider.input.NearestName;
import io.snapfleet.provider.input.Quoted;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the settings of one component. Immutable. */
public final class SettingsReader {
  private final Map<String, String> environment;
  private final Path directory;
  private final Problems problems;

  /**
   * @param directory what relative paths are relative to
   */
  public SettingsReader(Map<String, String> environment, Path directory, Problems problems) {
    this.environment = Map.copyOf(environment);
    this.directory = directory;
    this.problems = problems;
  }

  /**
   * A component before its values are known.
   *
   * @param overrides what holds instead, for this build alone; may be empty
   * @param path of the component in its file
   */
  public record Written(ComponentType type, Mapping settings, Mapping overrides, String path) {}

  /** The settings; empty where any is wrong, which has been reported. */
  public Optional<Settings> read(Written written, Renderer renderer) {
    int before = problems.reports();
    Map<String, Object> values = new LinkedHashMap<>();
    readInto(values, written.type(), written.settings(), written.path(), renderer);
    readInto(values, written.type(), written.overrides(), written.path() + ".override", renderer);
    written.type().keys().values().forEach(key -> fillIn(key, values));
    Settings settings = new Settings(written.type(), values);
    if (problems.reports() == before) {
      new Checks(settings, merged(written), written.path(), directory, problems).run();
    }
    return problems.reports() == before ? Optional.of(settings) : Optional.empty();
  }

  private static Mapping merged(Written written) {
    Map<String, JsonValue> entries = new LinkedHashMap<>(written.settings().entries());
    entries.putAll(written.overrides().entries());
    return new Mapping(entries, written.settings().keys(), written.settings().position());
  }

  private void readInto(
      Map<String, Object> values,
      ComponentType type,
      Mapping written,
      String path,
      Renderer renderer) {
    written
        .entries()
        .forEach(
            (name, value) -> {
              Optional<Key> key = find(type, name);
              if (key.isEmpty()) {
                unknown(type, written, path, name);
              } else {
                put(values, key.get(), value, path + "." + Quoted.key(name), renderer);
              }
            });
  }

  /** Packer does not care about the case of keys. */
  private static Optional<Key> find(ComponentType type, String name) {
    Key exact = type.keys().get(name);
    return exact != null
        ? Optional.of(exact)
        : Optional.ofNullable(type.keys().get(name.toLowerCase(Locale.ROOT)));
  }

  private void put(
      Map<String, Object> values, Key key, JsonValue value, String path, Renderer renderer) {
    new Decoding(renderer, key.late(), problems)
        .decode(key.kind(), value, path)
        .filter(decoded -> !decoded.equals("") && !decoded.equals(List.of()))
        .ifPresent(decoded -> values.put(key.name(), decoded));
  }

  private void unknown(ComponentType type, Mapping written, String path, String name) {
    if (name.startsWith("packer_") || name.equals("type")) {
      return;
    }
    String nearest =
        NearestName.of(name, type.keys().keySet())
            .map(known -> "did you mean '" + known + "'?")
            .orElse(null);
    problems.report(
        written.keyPosition(name),
        path + "." + Quoted.key(name),
        name,
        "unknown key " + Quoted.of(name) + " of " + type.family().word() + " " + type.name(),
        nearest);
  }

  private void fillIn(Key key, Map<String, Object> values) {
    if (values.containsKey(key.name())) {
      return;
    }
    String variable = key.environment();
    String value = variable == null ? "" : environment.getOrDefault(variable, "");
    if (value.isEmpty() && key.otherwise() != null) {
      value = key.otherwise();
    }
    if (!value.isEmpty()) {
      new Decoding(Renderer.verbatim(), false, problems)
          .decode(key.kind(), JsonValue.Text.of(value), key.name())
          .ifPresent(decoded -> values.put(key.name(), decoded));
    }
  }
}
