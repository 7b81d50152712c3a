package io.snapfleet.bake.engine;

import io.snapfleet.bake.engine.Pipeline.Command;
import io.snapfleet.bake.engine.Token.Kind;
import io.snapfleet.provider.input.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Turns tokens into a tree. An unknown function is refused here, also where it is never called. */
final class Parser {
  private static final int DEEPEST = 100;
  private static final Set<String> ENDS = Set.of("end", "else");
  private static final Set<String> NOT_SUPPORTED =
      Set.of("range", "with", "define", "template", "block", "break", "continue");

  private final String text;
  private final List<Token> tokens;
  private final Functions functions;
  private int at;
  private int depth;

  private Parser(String text, Functions functions) {
    this.text = text;
    this.tokens = Lexer.tokens(text);
    this.functions = functions;
  }

  static List<Node> parse(String text, Functions functions) {
    Parser parser = new Parser(text, functions);
    List<Node> nodes = parser.nodes();
    if (!parser.peek().is(Kind.END)) {
      throw new EngineException(
          parser.peek().offset(), "{{" + parser.keyword() + "}} without an {{if}} before it");
    }
    return nodes;
  }

  /** Up to the end, or up to an action that belongs to the one around. */
  private List<Node> nodes() {
    List<Node> nodes = new ArrayList<>();
    while (!peek().is(Kind.END) && !ENDS.contains(keyword())) {
      nodes.add(peek().is(Kind.TEXT) ? new Node.Text(take().text()) : action());
    }
    return nodes;
  }

  /** The name that an action begins with; empty where it begins otherwise. */
  private String keyword() {
    int first = at + 1;
    if (!peek().is(Kind.OPEN)) {
      return "";
    }
    if (tokens.get(first).is(Kind.BLANK)) {
      first++;
    }
    return tokens.get(first).is(Kind.NAME) ? tokens.get(first).text() : "";
  }

  private Node action() {
    Token open = peek();
    String keyword = keyword();
    if (NOT_SUPPORTED.contains(keyword)) {
      throw new EngineException(open.offset(), "{{" + keyword + "}} is not supported");
    }
    take();
    if (keyword.equals("if")) {
      blanks();
      take();
      return condition(open);
    }
    Pipeline pipeline = pipeline(Kind.CLOSE);
    Token close = take();
    return new Node.Print(
        pipeline, text.substring(open.offset(), close.offset() + closeLength(close)));
  }

  private int closeLength(Token close) {
    return text.startsWith("}}", close.offset()) ? 2 : 4;
  }

  /** What follows the keyword of a condition. */
  private Node condition(Token open) {
    enter(open);
    Pipeline test = pipeline(Kind.CLOSE);
    take();
    List<Node> then = nodes();
    List<Node> otherwise = otherwise(open);
    depth--;
    return new Node.Condition(test, then, otherwise);
  }

  private List<Node> otherwise(Token open) {
    if (peek().is(Kind.END)) {
      throw new EngineException(open.offset(), "{{if}} without its {{end}}");
    }
    boolean isEnd = keyword().equals("end");
    keywordAlone();
    if (isEnd) {
      close();
      return List.of();
    }
    if (peek().isName("if")) {
      take();
      return List.of(condition(open));
    }
    close();
    List<Node> nodes = nodes();
    if (!keyword().equals("end")) {
      throw new EngineException(open.offset(), "{{if}} without its {{end}}");
    }
    keywordAlone();
    close();
    return nodes;
  }

  /** Passes the opening and the keyword. */
  private void keywordAlone() {
    take();
    blanks();
    take();
    blanks();
  }

  private void close() {
    if (!peek().is(Kind.CLOSE)) {
      throw unexpected(peek());
    }
    take();
  }

  /** Up to what ends it, which is not taken. */
  private Pipeline pipeline(Kind end) {
    Token first = peek();
    enter(first);
    List<Command> commands = new ArrayList<>();
    commands.add(command(end));
    while (peek().is(Kind.PIPE)) {
      take();
      commands.add(command(end));
    }
    depth--;
    commands.stream().skip(1).forEach(Parser::checkTakesArguments);
    return new Pipeline(commands, first.offset());
  }

  private static void checkTakesArguments(Command command) {
    switch (command.operands().getFirst()) {
      case Operand.Literal literal ->
          throw new EngineException(
              literal.offset(), "a value after '|' is given an argument and is no function");
      case Operand.Nil nil ->
          throw new EngineException(nil.offset(), "nil after '|' is no function");
      default -> {}
    }
  }

  private Command command(Kind end) {
    blanks();
    int offset = peek().offset();
    List<Operand> operands = new ArrayList<>();
    while (!peek().is(end) && !peek().is(Kind.PIPE)) {
      operands.add(operand());
      if (!peek().is(Kind.BLANK) && !peek().is(end) && !peek().is(Kind.PIPE)) {
        throw unexpected(peek());
      }
      blanks();
    }
    if (operands.isEmpty()) {
      throw new EngineException(offset, "an action has nothing to do: a value is missing");
    }
    if (operands.getFirst() instanceof Operand.Nil nil) {
      throw new EngineException(nil.offset(), "nil is not a command");
    }
    return new Command(operands, offset);
  }

  private Operand operand() {
    Token token = take();
    return switch (token.kind()) {
      case STRING -> new Operand.Literal(token.text(), token.offset());
      case NUMBER -> new Operand.Literal(number(token), token.offset());
      case NAME -> name(token);
      case DOT -> new Operand.Field(List.of(), token.offset());
      case FIELD -> field(token);
      case LEFT -> nested(token);
      default -> throw unexpected(token);
    };
  }

  private Operand field(Token first) {
    List<String> names = new ArrayList<>(List.of(first.text()));
    while (peek().is(Kind.FIELD)) {
      names.add(take().text());
    }
    return new Operand.Field(names, first.offset());
  }

  private Operand nested(Token open) {
    Pipeline pipeline = pipeline(Kind.RIGHT);
    take();
    return new Operand.Nested(pipeline, open.offset());
  }

  private Operand name(Token token) {
    return switch (token.text()) {
      case "true" -> new Operand.Literal(true, token.offset());
      case "false" -> new Operand.Literal(false, token.offset());
      case "nil" -> new Operand.Nil(token.offset());
      default -> new Operand.Call(functions.find(token.text(), token.offset()), token.offset());
    };
  }

  private static Object number(Token token) {
    try {
      return Long.decode(token.text().replaceFirst("^([+-]?)0o", "$10"));
    } catch (NumberFormatException notWhole) {
      try {
        return Double.valueOf(token.text());
      } catch (NumberFormatException notANumber) {
        throw new EngineException(token.offset(), Quoted.of(token.text()) + " is not a number");
      }
    }
  }

  private void blanks() {
    while (peek().is(Kind.BLANK)) {
      take();
    }
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token take() {
    Token token = tokens.get(at);
    at += token.is(Kind.END) ? 0 : 1;
    return token;
  }

  private void enter(Token token) {
    if (++depth > DEEPEST) {
      throw new EngineException(token.offset(), "is nested more than " + DEEPEST + " levels deep");
    }
  }

  private static EngineException unexpected(Token token) {
    String shown = token.is(Kind.CLOSE) ? "'}}'" : Quoted.of(token.text());
    return new EngineException(token.offset(), "unexpected " + shown + " in an action");
  }
}
