package io.snapfleet.bake.engine;

import io.snapfleet.bake.engine.Pipeline.Command;
import io.snapfleet.provider.input.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One rendering. */
final class Evaluation {
  private final Data data;
  private final StringBuilder result = new StringBuilder();

  Evaluation(Data data) {
    this.data = data;
  }

  String of(List<Node> nodes) {
    render(nodes);
    return result.toString();
  }

  private void render(List<Node> nodes) {
    for (Node node : nodes) {
      switch (node) {
        case Node.Text text -> result.append(text.text());
        case Node.Print print -> print(print);
        case Node.Condition condition ->
            render(
                Values.isTrue(value(condition.test())) ? condition.then() : condition.otherwise());
      }
    }
  }

  private void print(Node.Print print) {
    boolean asWritten = data.late() && print.pipeline().isField();
    result.append(asWritten ? print.source() : Values.printed(value(print.pipeline())));
  }

  private Object value(Pipeline pipeline) {
    Object last = null;
    for (Command command : pipeline.commands()) {
      last = value(command, last);
    }
    return Objects.requireNonNull(last, "a pipeline has at least one command");
  }

  private Object value(Command command, @Nullable Object piped) {
    Operand first = command.operands().getFirst();
    if (first instanceof Operand.Call call) {
      return call(call, command.operands(), piped);
    }
    if (piped != null || command.operands().size() > 1) {
      throw new EngineException(
          first.offset(), "a value that is no function has been given an argument");
    }
    return value(first);
  }

  private Object call(Operand.Call call, List<Operand> operands, @Nullable Object piped) {
    List<Object> arguments = new ArrayList<>();
    for (Operand operand : operands.subList(1, operands.size())) {
      arguments.add(value(operand));
    }
    if (piped != null) {
      arguments.add(piped);
    }
    return called(call, arguments);
  }

  private static Object called(Operand.Call call, List<Object> arguments) {
    try {
      return call.function().call(arguments);
    } catch (FunctionException refusal) {
      throw new EngineException(call.offset(), String.valueOf(refusal.getMessage()));
    }
  }

  private Object value(Operand operand) {
    return switch (operand) {
      case Operand.Literal literal -> literal.value();
      case Operand.Nested nested -> value(nested.pipeline());
      case Operand.Field field -> field(field);
      case Operand.Call call -> called(call, List.of());
      case Operand.Nil nil ->
          throw new EngineException(nil.offset(), "nil cannot be given to a function here");
    };
  }

  private Object field(Operand.Field field) {
    Object value = data.fields();
    for (String name : field.names()) {
      if (value == NoValue.INSTANCE) {
        return value;
      }
      if (!(value instanceof Map<?, ?> map)) {
        throw new EngineException(
            field.offset(), "there is no field " + Quoted.of(name) + " in " + Values.kind(value));
      }
      Object inner = map.get(name);
      value = inner == null ? NoValue.INSTANCE : inner;
    }
    return value;
  }
}
