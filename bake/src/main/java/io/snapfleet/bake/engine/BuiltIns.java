package io.snapfleet.bake.engine;

import io.snapfleet.bake.engine.TemplateFunction.Body;
import io.snapfleet.bake.engine.TemplateFunction.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The functions that Go's templates bring along. */
final class BuiltIns {
  private static final TemplateFunction AND = any("and", 2, List::getLast);
  private static final TemplateFunction OR = any("or", 2, List::getLast);

  private BuiltIns() {}

  /** The truth of an argument after which others do not matter, and are not looked at. */
  static Optional<Boolean> deciding(TemplateFunction function) {
    if (function.equals(AND)) {
      return Optional.of(false);
    }
    return function.equals(OR) ? Optional.of(true) : Optional.empty();
  }

  static Stream<TemplateFunction> all() {
    return Stream.of(
        AND,
        OR,
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
        any("print", 1, BuiltIns::joined),
        any(
            "println",
            1,
            given ->
                given.stream().map(BuiltIns::shown).collect(Collectors.joining(" ", "", "\n"))),
        escaping("html", GoEscapes::html),
        escaping("js", GoEscapes::js),
        escaping("urlquery", GoEscapes::urlquery),
        any("index", 2, Indexing::index),
        any("slice", 2, Indexing::slice),
        any("call", 2, BuiltIns::call),
        new TemplateFunction(
            "printf", List.of(Parameter.TEXT, Parameter.ANY), 0, true, Printf::format));
  }

  /**
   * @param listed how many parameters, the last of which may be repeated or left out
   */
  private static TemplateFunction any(String name, int listed, Body body) {
    return new TemplateFunction(name, Collections.nCopies(listed, Parameter.ANY), 0, true, body);
  }

  /** What has no value is to it the text that would be printed. */
  private static TemplateFunction escaping(String name, UnaryOperator<String> escape) {
    return any(
        name,
        1,
        given ->
            escape.apply(
                joined(
                    given.stream()
                        .map(one -> one == NoValue.INSTANCE ? Values.printed(one) : one)
                        .toList())));
  }

  private static TemplateFunction two(String name, Body body) {
    return new TemplateFunction(name, Collections.nCopies(2, Parameter.ANY), 0, false, body);
  }

  /** No value of a template is one, as those of Packer's are none. */
  private static Object call(List<Object> given) {
    throw new FunctionException("call of what is no function: " + Values.kind(given.getFirst()));
  }

  private static Object length(Object value) {
    return switch (value) {
      case String text -> (long) text.getBytes(StandardCharsets.UTF_8).length;
      case Map<?, ?> map -> (long) map.size();
      default -> throw new FunctionException("len of " + Values.kind(value) + " does not exist");
    };
  }

  private static Object equalToOne(List<Object> given) {
    Object first = given.getFirst();
    return given.stream().skip(1).anyMatch(other -> equal(first, other));
  }

  private static boolean equal(Object one, Object other) {
    if (one == NoValue.INSTANCE || other == NoValue.INSTANCE) {
      return one == other;
    }
    checkComparable(one, other);
    if (one instanceof Map) {
      throw new FunctionException("maps cannot be compared");
    }
    return number(one).equals(number(other));
  }

  private static Object compare(List<Object> given, IntPredicate wanted) {
    Object one = number(given.getFirst());
    Object other = number(given.getLast());
    checkComparable(one, other);
    return wanted.test(
        switch (one) {
          case String text -> text.compareTo((String) other);
          case Long number -> number.compareTo((Long) other);
          case Double number -> number.compareTo((Double) other);
          default -> throw new FunctionException(Values.kind(one) + " values have no order");
        });
  }

  /** Whole numbers are compared whatever their kinds. */
  private static Object number(Object value) {
    return value instanceof GoByte number ? (Object) number.value() : value;
  }

  private static void checkComparable(Object one, Object other) {
    if (isMap(one) != isMap(other)
        || (!isMap(one) && !number(one).getClass().equals(number(other).getClass()))) {
      throw new FunctionException(
          "%s and %s cannot be compared".formatted(Values.kind(one), Values.kind(other)));
    }
  }

  private static boolean isMap(Object value) {
    return value instanceof Map;
  }

  /** With blanks between neighbours of which neither is a text. */
  private static String joined(List<Object> given) {
    StringBuilder printed = new StringBuilder();
    for (int i = 0; i < given.size(); i++) {
      boolean text =
          given.get(i) instanceof String || (i > 0 && given.get(i - 1) instanceof String);
      printed.append(i > 0 && !text ? " " : "").append(shown(given.get(i)));
    }
    return printed.toString();
  }

  private static String shown(Object value) {
    return value == NoValue.INSTANCE ? "<nil>" : Values.printed(value);
  }
}
