package io.snapfleet.bake.engine;

import java.util.List;

/** A text with actions in double braces, ready to be rendered any number of times. Immutable. */
public final class GoTemplate {
  private final List<Node> nodes;

  private GoTemplate(List<Node> nodes) {
    this.nodes = nodes;
  }

  /**
   * @throws EngineException where it is not a template, or calls what is not among the functions
   */
  public static GoTemplate parse(String text, Functions functions) {
    return new GoTemplate(Parser.parse(text, functions));
  }

  /**
   * The text that it stands for.
   *
   * @throws EngineException where a function refuses its arguments
   */
  public String render(Data data) {
    return new Evaluation(data).of(nodes);
  }
}
