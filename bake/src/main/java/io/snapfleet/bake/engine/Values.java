package io.snapfleet.bake.engine;

import java.util.Map;

/** What values are to Go: how they print, when they are true, what their kinds are called. */
final class Values {
  private Values() {}

  static String printed(Object value) {
    return value == NoValue.INSTANCE ? value.toString() : PrintedValue.of(Directive.PLAIN, value);
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
      case NoValue _ -> false;
      default -> throw unknown(value);
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
      case Map<?, ?> _ -> "map[interface {}]interface {}";
      case NoValue _ -> "no value";
      default -> throw unknown(value);
    };
  }

  private static IllegalStateException unknown(Object value) {
    return new IllegalStateException("no value of a template is of " + value.getClass());
  }
}
