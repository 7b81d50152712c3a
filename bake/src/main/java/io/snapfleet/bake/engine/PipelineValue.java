package io.snapfleet.bake.engine;

import io.snapfleet.bake.engine.Pipeline.Command;
import io.snapfleet.bake.engine.TemplateFunction.Parameter;
import io.snapfleet.provider.input.Quoted;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What pipelines give in one template, whose variables they change. */
final class PipelineValue {
  private final Variables variables;

  PipelineValue(Variables variables) {
    this.variables = variables;
  }

  Object of(Pipeline pipeline, Object dot) {
    Object last = null;
    for (Command command : pipeline.commands()) {
      last = value(command, dot, last);
    }
    Object value = Objects.requireNonNull(last, "a pipeline has at least one command");
    for (String name : pipeline.variables()) {
      if (!pipeline.assigns()) {
        variables.declare(name, value);
      } else if (!variables.assign(name, value)) {
        throw unknown(name, pipeline.offset());
      }
    }
    return value;
  }

  private static EngineException unknown(String variable, int offset) {
    return new EngineException(offset, "there is no variable " + Quoted.of(variable) + " yet");
  }

  private Object value(Command command, Object dot, @Nullable Object piped) {
    Operand first = command.operands().getFirst();
    boolean given = piped != null || command.operands().size() > 1;
    return switch (first) {
      case Operand.Call call -> call(call, command.operands(), dot, piped);
      case Operand.Field field -> field(dot, field.names(), given, field.offset());
      case Operand.Variable variable when !variable.names().isEmpty() ->
          field(value(variable), variable.names(), given, variable.offset());
      case Operand.Inner inner ->
          field(value(inner.of(), dot), inner.names(), given, inner.offset());
      case Operand.Nil nil -> throw new EngineException(nil.offset(), "nil is not a command");
      default -> {
        if (given) {
          throw new EngineException(
              first.offset(), "a value that is no function has been given an argument");
        }
        yield value(first, dot);
      }
    };
  }

  private Object call(
      Operand.Call call, List<Operand> operands, Object dot, @Nullable Object piped) {
    TemplateFunction function = call.function();
    Optional<Boolean> deciding = BuiltIns.deciding(function);
    List<Object> arguments = new ArrayList<>();
    for (Operand operand : operands.subList(1, operands.size())) {
      Object argument = argument(operand, function.parameter(arguments.size()), dot);
      arguments.add(argument);
      if (deciding.filter(truth -> truth == Values.isTrue(argument)).isPresent()) {
        return argument;
      }
    }
    if (piped != null) {
      arguments.add(piped);
    }
    return called(call, arguments);
  }

  /** A number that is written where a whole one is wanted may be written in any way. */
  private Object argument(Operand operand, Parameter parameter, Object dot) {
    return operand instanceof Operand.Numeral(GoNumber number, _)
            && parameter == Parameter.NUMBER
            && number.whole().isPresent()
        ? (Object) number.whole().getAsLong()
        : value(operand, dot);
  }

  private static Object called(Operand.Call call, List<Object> arguments) {
    try {
      return call.function().call(arguments);
    } catch (FunctionException refusal) {
      throw new EngineException(call.offset(), String.valueOf(refusal.getMessage()));
    }
  }

  private Object value(Operand operand, Object dot) {
    return switch (operand) {
      case Operand.Literal literal -> literal.value();
      case Operand.Numeral(GoNumber number, int offset) -> value(number, offset);
      case Operand.Nested nested -> of(nested.pipeline(), dot);
      case Operand.Dot _ -> dot;
      case Operand.Field field -> field(dot, field.names(), false, field.offset());
      case Operand.Variable variable ->
          field(value(variable), variable.names(), false, variable.offset());
      case Operand.Inner inner ->
          field(value(inner.of(), dot), inner.names(), false, inner.offset());
      case Operand.Call call -> called(call, List.of());
      case Operand.Nil _ -> NoValue.INSTANCE;
    };
  }

  private static Object value(GoNumber number, int offset) {
    if (number.value() instanceof BigInteger large) {
      throw new EngineException(offset, large + " is too large for a number");
    }
    return number.value();
  }

  private Object value(Operand.Variable variable) {
    return variables
        .value(variable.variable())
        .orElseThrow(() -> unknown(variable.variable(), variable.offset()));
  }

  /**
   * @param given whether the last field is given an argument, which only one that does not exist
   *     bears
   */
  private static Object field(Object of, List<String> names, boolean given, int offset) {
    Object value = of;
    for (int i = 0; i < names.size() && value != NoValue.INSTANCE; i++) {
      String name = names.get(i);
      if (!(value instanceof Map<?, ?> map)) {
        throw new EngineException(
            offset, "there is no field " + Quoted.of(name) + " in " + Values.kind(value));
      }
      if (given && i == names.size() - 1) {
        throw new EngineException(
            offset, "field " + Quoted.of(name) + " is no function and has been given an argument");
      }
      Object inner = map.get(name);
      value = inner == null ? NoValue.INSTANCE : inner;
    }
    return value;
  }
}
