package io.snapfleet.fleet.spec;

import io.snapfleet.provider.input.InputProblem;
import io.snapfleet.provider.input.NearestName;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a check finds wrong, before its place in the file has been looked up.
 *
 * @param path keys from the top of the file; where the last is missing, its parent is pointed at
 * @param place which side of the colon is wrong
 * @param value the offending text; null where something is missing
 * @param rule as in {@link InputProblem}
 * @param suggestion as in {@link InputProblem}
 */
public record Fault(
    List<String> path,
    Place place,
    @Nullable String value,
    String rule,
    @Nullable String suggestion) {
  /** Which side of the colon. */
  public enum Place {
    KEY,
    VALUE
  }

  public Fault {
    path = List.copyOf(path);
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(rule, "rule");
  }

  static Fault value(List<String> path, String value, String rule, @Nullable String suggestion) {
    return new Fault(path, Place.VALUE, value, rule, suggestion);
  }

  static Fault missing(List<String> path, String rule, @Nullable String suggestion) {
    return new Fault(path, Place.KEY, null, rule, suggestion);
  }

  static Fault unknown(List<String> path, String rule, Collection<String> known, String plural) {
    String name = path.getLast();
    return new Fault(path, Place.KEY, name, rule, NearestName.hint(name, known, plural));
  }
}
