package io.snapfleet.bake.engine;

import io.snapfleet.bake.engine.TemplateFunction.Body;
import io.snapfleet.bake.engine.TemplateFunction.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The functions that Go's templates bring along. */
final class BuiltIns {
  private BuiltIns() {}

  static Stream<TemplateFunction> all() {
    return Stream.of(
        any("and", 2, BuiltIns::and),
        any("or", 2, BuiltIns::or),
        new TemplateFunction(
            "not", List.of(Parameter.ANY), 0, false, given -> !Values.isTrue(given.getFirst())),
        new TemplateFunction(
            "len", List.of(Parameter.ANY), 0, false, given -> length(given.getFirst())),
        any("eq", 3, BuiltIns::equalToOne),
        two("ne", given -> !equal(given.getFirst(), given.getLast())),
        two("lt", given -> compare(given, order -> order < 0)),
        two("le", given -> compare(given, order -> order <= 0)),
        two("gt", given -> compare(given, order -> order > 0)),
        two("ge", given -> compare(given, order -> order >= 0)),
        any("print", 1, BuiltIns::print),
        any("println", 1, given -> spaced(given) + "\n"),
        new TemplateFunction(
            "printf", List.of(Parameter.TEXT, Parameter.ANY), 0, true, Printf::format));
  }

  /**
   * @param listed how many parameters, the last of which may be repeated or left out
   */
  private static TemplateFunction any(String name, int listed, Body body) {
    return new TemplateFunction(name, Collections.nCopies(listed, Parameter.ANY), 0, true, body);
  }

  private static TemplateFunction two(String name, Body body) {
    return new TemplateFunction(name, Collections.nCopies(2, Parameter.ANY), 0, false, body);
  }

  private static Object and(List<Object> given) {
    return given.stream().filter(one -> !Values.isTrue(one)).findFirst().orElse(given.getLast());
  }

  private static Object or(List<Object> given) {
    return given.stream().filter(Values::isTrue).findFirst().orElse(given.getLast());
  }

  private static Object length(Object value) {
    return switch (value) {
      case String text -> (long) text.getBytes(StandardCharsets.UTF_8).length;
      case Map<?, ?> map -> (long) map.size();
      case Collection<?> list -> (long) list.size();
      default -> throw new FunctionException("len of " + Values.kind(value) + " does not exist");
    };
  }

  private static Object equalToOne(List<Object> given) {
    Object first = given.getFirst();
    return given.stream().skip(1).anyMatch(other -> equal(first, other));
  }

  private static boolean equal(Object one, Object other) {
    checkComparable(one, other);
    return one.equals(other);
  }

  private static Object compare(List<Object> given, IntPredicate wanted) {
    Object one = given.getFirst();
    Object other = given.getLast();
    checkComparable(one, other);
    return wanted.test(
        switch (one) {
          case String text -> text.compareTo((String) other);
          case Long number -> number.compareTo((Long) other);
          case Double number -> number.compareTo((Double) other);
          default -> throw new FunctionException(Values.kind(one) + " values have no order");
        });
  }

  private static void checkComparable(Object one, Object other) {
    if (!one.getClass().equals(other.getClass())) {
      throw new FunctionException(
          "%s and %s cannot be compared".formatted(Values.kind(one), Values.kind(other)));
    }
  }

  /** With blanks between neighbours of which neither is a text. */
  private static Object print(List<Object> given) {
    StringBuilder printed = new StringBuilder();
    for (int i = 0; i < given.size(); i++) {
      boolean text =
          given.get(i) instanceof String || (i > 0 && given.get(i - 1) instanceof String);
      printed.append(i > 0 && !text ? " " : "").append(Values.printed(given.get(i)));
    }
    return printed.toString();
  }

  private static String spaced(List<Object> given) {
    return given.stream().map(Values::printed).collect(Collectors.joining(" "));
  }
}
