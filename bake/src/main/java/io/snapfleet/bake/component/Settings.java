package io.snapfleet.bake.component;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The sound values of a component, rendered but for its late keys, with defaults filled in. An
 * empty text counts as not given. Immutable.
 */
public final class Settings {
  private final ComponentType type;
  private final Map<String, Object> values;

  Settings(ComponentType type, Map<String, Object> values) {
    this.type = type;
    this.values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  public ComponentType type() {
    return type;
  }

  /** Whether there is a value: given, or by default. */
  public boolean has(String key) {
    known(key);
    return values.containsKey(key);
  }

  public Optional<String> text(String key) {
    return value(key, Kind.TEXT, String.class);
  }

  /** A text that is always there, being required or having a default. */
  public String requiredText(String key) {
    return text(key).orElseThrow(() -> new IllegalStateException("no " + key + " was given"));
  }

  /** False where it is not given. */
  public boolean flag(String key) {
    return value(key, Kind.FLAG, Boolean.class).orElse(false);
  }

  public Optional<Long> number(String key) {
    return value(key, Kind.NUMBER, Long.class);
  }

  public Optional<Duration> duration(String key) {
    return value(key, Kind.DURATION, Duration.class);
  }

  /** Empty where it is not given. */
  @SuppressWarnings("unchecked") // a TEXTS key has nothing else
  public List<String> texts(String key) {
    return (List<String>) value(key, Kind.TEXTS, List.class).orElse(List.of());
  }

  /** Empty where it is not given. */
  @SuppressWarnings("unchecked") // a NUMBERS key has nothing else
  public List<Long> numbers(String key) {
    return (List<Long>) value(key, Kind.NUMBERS, List.class).orElse(List.of());
  }

  /** Empty where it is not given. */
  @SuppressWarnings("unchecked") // a MAP key has nothing else
  public Map<String, String> map(String key) {
    return (Map<String, String>) value(key, Kind.MAP, Map.class).orElse(Map.of());
  }

  /**
   * All values by key: texts, {@code Boolean}, {@code Long}, {@code Duration}, and lists and maps
   * of such. Equal settings have equal values.
   */
  public Map<String, Object> values() {
    return values;
  }

  /** The texts that must be kept out of all output. */
  public List<String> secrets() {
    return type.keys().values().stream()
        .filter(key -> key.secret() && key.kind() == Kind.TEXT)
        .flatMap(key -> text(key.name()).stream())
        .toList();
  }

  private <T> Optional<T> value(String key, Kind kind, Class<T> type) {
    if (known(key).kind() != kind) {
      throw new IllegalArgumentException("key " + key + " is " + known(key).kind());
    }
    return Optional.ofNullable(type.cast(values.get(key)));
  }

  private Key known(String key) {
    return Objects.requireNonNull(type.keys().get(key), () -> type.name() + " has no key " + key);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Settings that && type.equals(that.type) && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, values);
  }

  /** Names the keys alone: values may be secret. */
  @Override
  public String toString() {
    return type.name() + values.keySet();
  }
}
