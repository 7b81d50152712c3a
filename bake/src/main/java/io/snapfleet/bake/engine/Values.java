package io.snapfleet.bake.engine;

import java.util.Collection;
import java.util.Map;

/** What values are to Go: how they print, when they are true, what their kinds are called. */
final class Values {
  private Values() {}

  static String printed(Object value) {
    return switch (value) {
      case Double number -> GoFraction.printed(number);
      default -> value.toString();
    };
  }

  static boolean isTrue(Object value) {
    return switch (value) {
      case Boolean flag -> flag;
      case Long number -> number != 0;
      case Double number -> number != 0;
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
      case String _ -> "string";
      case Map<?, ?> _ -> "map";
      case Collection<?> _ -> "slice";
      case NoValue _ -> "no value";
      default -> value.getClass().getSimpleName();
    };
  }
}
