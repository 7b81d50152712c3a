package io.snapfleet.bake.engine;

import java.util.List;
import java.util.Map;

/** A text with actions in double braces, ready to be rendered any number of times. Immutable. */
public final class GoTemplate {
  private final Map<String, List<Node>> templates;

  private GoTemplate(Map<String, List<Node>> templates) {
    this.templates = templates;
  }

  /**
   * @throws EngineException where it is not a template, or calls what is not among the functions
   */
  public static GoTemplate parse(String text, Functions functions) {
    return new GoTemplate(Parser.parse(Lexer.tokens(text, false), functions));
  }

  /**
   * A template in which an action that begins with a dot, as {@code {{ .Path }}} does, is left as
   * it is written, for a later rendering.
   *
   * @throws EngineException where it is not a template, or calls what is not among the functions
   */
  public static GoTemplate parseEarly(String text, Functions functions) {
    return new GoTemplate(Parser.parse(Lexer.tokens(text, true), functions));
  }

  /**
   * The text that it stands for.
   *
   * @throws EngineException where a function refuses its arguments
   */
  public String render(Data data) {
    return new Evaluation(templates).of(data);
  }
}
