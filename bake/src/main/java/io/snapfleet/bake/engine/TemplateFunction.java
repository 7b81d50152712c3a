package io.snapfleet.bake.engine;

import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A function that templates may call by its name.
 *
 * @param parameters what it is given, in order
 * @param optional how many of the last parameters may be left out
 * @param repeats whether the last parameter may be given any number of times, also none
 */
public record TemplateFunction(
    String name, List<Parameter> parameters, int optional, boolean repeats, Body body) {

  /** The kind of an argument. */
  public enum Parameter {
    TEXT("string"),
    NUMBER("int"),
    ANY("any value");

    private final String goName;

    Parameter(String goName) {
      this.goName = goName;
    }

    boolean takes(Object value) {
      return switch (this) {
        case TEXT -> value instanceof String;
        case NUMBER -> value instanceof Long;
        case ANY -> true;
      };
    }
  }

  /** What it does. May throw a {@link FunctionException}. */
  @FunctionalInterface
  public interface Body {
    Object apply(List<Object> arguments);
  }

  public TemplateFunction {
    parameters = List.copyOf(parameters);
  }

  /** A function that needs nothing. */
  public static TemplateFunction of(String name, Supplier<Object> body) {
    return new TemplateFunction(name, List.of(), 0, false, none -> body.get());
  }

  /** A function of one text. */
  public static TemplateFunction ofText(String name, UnaryOperator<String> body) {
    return new TemplateFunction(
        name, List.of(Parameter.TEXT), 0, false, given -> body.apply((String) given.getFirst()));
  }

  /** What is wanted there; anything where nothing more is taken. */
  Parameter parameter(int position) {
    return parameters.isEmpty()
        ? Parameter.ANY
        : parameters.get(Math.min(position, parameters.size() - 1));
  }

  Object call(List<Object> arguments) {
    checkCount(arguments.size());
    for (int i = 0; i < arguments.size(); i++) {
      Parameter parameter = parameter(i);
      if (!parameter.takes(arguments.get(i))) {
        throw new FunctionException(
            "function %s expects %s as argument %d, not %s"
                .formatted(name, parameter.goName, i + 1, Values.kind(arguments.get(i))));
      }
    }
    return body.apply(arguments);
  }

  private void checkCount(int given) {
    int most = repeats ? Integer.MAX_VALUE : parameters.size();
    int least = parameters.size() - (repeats ? 1 : optional);
    if (given < least || given > most) {
      String wanted = least == most ? "" + most : "at least " + least;
      throw new FunctionException(
          "wrong number of arguments for function %s: it takes %s, and has %d"
              .formatted(name, wanted, given));
    }
  }
}
