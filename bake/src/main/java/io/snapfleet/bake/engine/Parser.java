package io.snapfleet.bake.engine;

import io.snapfleet.bake.engine.Token.Kind;
import io.snapfleet.provider.input.Quoted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns tokens into trees: that of the text itself, and those of the templates it defines. */
final class Parser {
  /** What the template is called that the text itself is. */
  static final String ROOT = "root";

  private static final Set<String> ENDS = Set.of("end", "else");

  private final Tokens tokens;
  private final PipelineParser pipelines;
  private final Map<String, List<Node>> templates = new HashMap<>();
  private Scope scope = new Scope();

  private Parser(Tokens tokens, Functions functions) {
    this.tokens = tokens;
    this.pipelines = new PipelineParser(tokens, functions);
  }

  /** By name. */
  static Map<String, List<Node>> parse(List<Token> tokens, Functions functions) {
    Parser parser = new Parser(new Tokens(tokens), functions);
    parser.root();
    return parser.templates;
  }

  private void root() {
    List<Node> nodes = new ArrayList<>();
    while (!tokens.peek().is(Kind.END)) {
      if (tokens.keyword().equals("define")) {
        definition();
      } else if (ENDS.contains(tokens.keyword())) {
        throw new EngineException(
            tokens.peek().offset(), "{{" + tokens.keyword() + "}} without anything it belongs to");
      } else {
        nodes.add(node());
      }
    }
    add(ROOT, nodes, tokens.peek());
  }

  /** Of two with one name, one must be empty, and the other counts. */
  private void add(String name, List<Node> nodes, Token place) {
    List<Node> known = templates.getOrDefault(name, List.of());
    if (!isEmpty(known) && !isEmpty(nodes)) {
      throw new EngineException(
          place.offset(), "there is a template " + Quoted.of(name) + " already");
    }
    if (isEmpty(known)) {
      templates.put(name, nodes);
    }
  }

  private static boolean isEmpty(List<Node> nodes) {
    return nodes.stream().allMatch(node -> node instanceof Node.Text text && text.text().isBlank());
  }

  private void definition() {
    Token open = tokens.peek();
    tokens.passKeyword();
    String name = tokens.take(Kind.STRING).text();
    tokens.close();
    define(name, open);
  }

  /** What is up to the end knows no variables of what is around. */
  private void define(String name, Token open) {
    Scope around = scope;
    scope = new Scope();
    List<Node> nodes = nodes();
    end(open);
    scope = around;
    add(name, nodes, open);
  }

  /** Up to the end, or up to an action that belongs to the one around. */
  private List<Node> nodes() {
    List<Node> nodes = new ArrayList<>();
    while (!tokens.peek().is(Kind.END) && !ENDS.contains(tokens.keyword())) {
      nodes.add(node());
    }
    return nodes;
  }

  private Node node() {
    return tokens.peek().is(Kind.TEXT) ? new Node.Text(tokens.take().text()) : action();
  }

  private Node action() {
    Token open = tokens.peek();
    String keyword = tokens.keyword();
    return switch (keyword) {
      case "if", "with", "range" -> {
        tokens.passKeyword();
        yield control(open, keyword);
      }
      case "break", "continue" -> leave(open, keyword);
      case "template" -> {
        tokens.passKeyword();
        String name = tokens.take(Kind.STRING).text();
        tokens.passBlanks();
        yield new Node.Insert(name, dot(), open.offset());
      }
      case "block" -> block(open);
      default -> {
        tokens.take();
        yield new Node.Print(pipelines.pipeline(scope, 1, Kind.CLOSE));
      }
    };
  }

  private Optional<Pipeline> dot() {
    if (tokens.peek().is(Kind.CLOSE)) {
      tokens.take();
      return Optional.empty();
    }
    return Optional.of(pipelines.pipeline(scope, 1, Kind.CLOSE));
  }

  /** Defines a template and inserts it. */
  private Node block(Token open) {
    tokens.enter(open);
    tokens.passKeyword();
    String name = tokens.take(Kind.STRING).text();
    Pipeline dot = pipelines.pipeline(scope, 1, Kind.CLOSE);
    define(name, open);
    tokens.leave();
    return new Node.Insert(name, Optional.of(dot), open.offset());
  }

  private Node leave(Token open, String keyword) {
    tokens.passKeyword();
    tokens.close();
    if (!scope.isInRange()) {
      throw new EngineException(open.offset(), "{{" + keyword + "}} outside of a {{range}}");
    }
    return new Node.Leave(keyword.equals("break"));
  }

  /** What follows a keyword that has its own end. */
  private Node control(Token open, String keyword) {
    tokens.enter(open);
    int mark = scope.mark();
    boolean range = keyword.equals("range");
    Pipeline pipeline = pipelines.pipeline(scope, range ? 2 : 1, Kind.CLOSE);
    List<Node> then = range ? rangeBody() : nodes();
    List<Node> otherwise = otherwise(open, keyword);
    scope.backTo(mark);
    tokens.leave();
    return switch (keyword) {
      case "if" -> new Node.Condition(pipeline, then, otherwise);
      case "with" -> new Node.With(pipeline, then, otherwise);
      default -> new Node.Range(pipeline, then, otherwise);
    };
  }

  private List<Node> rangeBody() {
    scope.enterRange();
    List<Node> body = nodes();
    scope.leaveRange();
    return body;
  }

  private List<Node> otherwise(Token open, String keyword) {
    if (!tokens.keyword().equals("else")) {
      end(open);
      return List.of();
    }
    tokens.passKeyword();
    if (keyword.equals("if") && tokens.peek().isName("if")) {
      tokens.take();
      return List.of(control(open, keyword));
    }
    tokens.close();
    List<Node> nodes = nodes();
    end(open);
    return nodes;
  }

  private void end(Token open) {
    if (!tokens.keyword().equals("end")) {
      throw new EngineException(open.offset(), "what begins here is without its {{end}}");
    }
    tokens.passKeyword();
    tokens.close();
  }
}
