package io.snapfleet.bake.engine;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What values are to Go: how they print, when they are true, what their kinds are called. */
final class Values {
  private Values() {}

  static String printed(Object value) {
    return switch (value) {
      case Double number -> GoFraction.printed(number);
      case Map<?, ?> map ->
          new TreeMap<>(map)
              .entrySet().stream()
                  .map(entry -> entry.getKey() + ":" + printed(entry.getValue()))
                  .collect(Collectors.joining(" ", "map[", "]"));
      default -> value.toString();
    };
  }

  static boolean isTrue(Object value) {
    return switch (value) {
      case Boolean flag -> flag;
      case Long number -> number != 0;
      case Double number -> number != 0;
      case GoByte number -> number.value() != 0;
      case GoComplex number -> !number.isZero();
      case String text -> !text.isEmpty();
      case Map<?, ?> map -> !map.isEmpty();
      case Collection<?> list -> !list.isEmpty();
      case NoValue _ -> false;
      default -> true;
    };
  }

  static String kind(Object value) {
    return switch (value) {
      case Boolean _ -> "bool";
      case Long _ -> "int";
      case Double _ -> "float64";
      case GoByte _ -> "uint8";
      case GoComplex _ -> "complex128";
      case String _ -> "string";
      case Map<?, ?> _ -> "map";
      case Collection<?> _ -> "slice";
      case NoValue _ -> "no value";
      default -> value.getClass().getSimpleName();
    };
  }
}
