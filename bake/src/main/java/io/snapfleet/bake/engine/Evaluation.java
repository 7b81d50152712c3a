package io.snapfleet.bake.engine;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One rendering. */
final class Evaluation {
  private final Map<String, List<Node>> templates;
  private final StringBuilder result = new StringBuilder();
  private int depth;

  /** What is left of the nodes around the one that has been rendered. */
  private enum Rest {
    ALL,
    NEXT_ROUND,
    AFTER_RANGE
  }

  Evaluation(Map<String, List<Node>> templates) {
    this.templates = templates;
  }

  String of(Data data) {
    new Body(data.dot()).render(templates.getOrDefault(Parser.ROOT, List.of()), data.dot());
    return result.toString();
  }

  private void enter(int offset) {
    if (++depth > Tokens.DEEPEST) {
      throw new EngineException(
          offset, "templates and conditions are more than " + Tokens.DEEPEST + " levels deep");
    }
  }

  private static int offset(Node node) {
    return switch (node) {
      case Node.Condition condition -> condition.test().offset();
      case Node.With with -> with.value().offset();
      case Node.Range range -> range.values().offset();
      default -> 0;
    };
  }

  /** One template, once it is inserted. */
  private final class Body {
    private final Variables variables;
    private final PipelineValue pipelines;

    private Body(Object dot) {
      this.variables = new Variables(dot);
      this.pipelines = new PipelineValue(variables);
    }

    private Rest render(List<Node> nodes, Object dot) {
      for (Node node : nodes) {
        Rest rest = render(node, dot);
        if (rest != Rest.ALL) {
          return rest;
        }
      }
      return Rest.ALL;
    }

    private Rest render(Node node, Object dot) {
      switch (node) {
        case Node.Text text -> result.append(text.text());
        case Node.Print print -> print(print.pipeline(), dot);
        case Node.Insert insert -> insert(insert, dot);
        case Node.Leave leave -> {
          return leave.range() ? Rest.AFTER_RANGE : Rest.NEXT_ROUND;
        }
        case Node.Condition _, Node.With _, Node.Range _ -> {
          int mark = variables.mark();
          enter(offset(node));
          Rest rest = control(node, dot);
          depth--;
          variables.backTo(mark);
          return rest;
        }
      }
      return Rest.ALL;
    }

    private void print(Pipeline pipeline, Object dot) {
      Object value = pipelines.of(pipeline, dot);
      if (pipeline.variables().isEmpty()) {
        result.append(Values.printed(value));
      }
    }

    private Rest control(Node node, Object dot) {
      return switch (node) {
        case Node.Condition condition -> {
          boolean holds = Values.isTrue(pipelines.of(condition.test(), dot));
          yield render(holds ? condition.then() : condition.otherwise(), dot);
        }
        case Node.With with -> {
          Object value = pipelines.of(with.value(), dot);
          yield Values.isTrue(value) ? render(with.then(), value) : render(with.otherwise(), dot);
        }
        case Node.Range range -> range(range, dot);
        default -> throw new IllegalStateException("nothing is inside of " + node);
      };
    }

    private Rest range(Node.Range range, Object dot) {
      Map<?, ?> values = values(pipelines.of(range.values(), dot), range.values());
      if (values.isEmpty()) {
        return render(range.otherwise(), dot);
      }
      List<String> names = range.values().variables();
      int mark = variables.mark();
      for (Map.Entry<?, ?> entry : values.entrySet()) {
        if (!names.isEmpty()) {
          variables.assign(names.getFirst(), names.size() > 1 ? entry.getKey() : entry.getValue());
          variables.assign(names.getLast(), entry.getValue());
        }
        Rest rest = render(range.body(), entry.getValue());
        variables.backTo(mark);
        if (rest == Rest.AFTER_RANGE) {
          break;
        }
      }
      return Rest.ALL;
    }

    /** By the order of their keys. */
    private static Map<?, ?> values(Object value, Pipeline place) {
      return switch (value) {
        case NoValue _ -> Map.of();
        case Map<?, ?> map -> new TreeMap<>(map);
        default ->
            throw new EngineException(
                place.offset(), "{{range}} goes over maps, and this is " + Values.kind(value));
      };
    }

    private void insert(Node.Insert insert, Object dot) {
      List<Node> nodes = templates.get(insert.template());
      if (nodes == null) {
        throw new EngineException(insert.offset(), "there is no template of this name");
      }
      enter(insert.offset());
      Object inner = insert.dot().map(given -> pipelines.of(given, dot)).orElse(NoValue.INSTANCE);
      new Body(inner).render(nodes, inner);
      depth--;
    }
  }
}
