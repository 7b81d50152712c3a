package io.snapfleet.bake.engine;

import io.snapfleet.bake.engine.Pipeline.Command;
import io.snapfleet.bake.engine.Token.Kind;
import io.snapfleet.provider.input.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Parses what has a value. An unknown function is refused, also where it is never called. */
final class PipelineParser {
  static final Set<String> KEYWORDS =
      Set.of(
          "block", "break", "continue", "define", "else", "end", "if", "range", "template", "with");

  private final Tokens tokens;
  private final Functions functions;

  PipelineParser(Tokens tokens, Functions functions) {
    this.tokens = tokens;
    this.functions = functions;
  }

  /**
   * @param most how many variables may be declared in it
   * @param end what ends it, which is taken
   */
  Pipeline pipeline(Scope scope, int most, Kind end) {
    tokens.passBlanks();
    Token first = tokens.peek();
    tokens.enter(first);
    List<String> variables = new ArrayList<>();
    boolean assigns = declarations(scope, most, variables);
    List<Command> commands = new ArrayList<>();
    tokens.passBlanks();
    while (!tokens.peek().is(end)) {
      commands.add(command(scope));
      tokens.passBlanks();
    }
    if (commands.isEmpty()) {
      throw new EngineException(tokens.peek().offset(), "a value is missing here");
    }
    commands.stream().skip(1).forEach(PipelineParser::checkTakesArguments);
    tokens.take();
    tokens.leave();
    return new Pipeline(variables, assigns, commands, first.offset());
  }

  /** Whether they are of variables that are there already. */
  private boolean declarations(Scope scope, int most, List<String> variables) {
    while (tokens.peek().is(Kind.VARIABLE)) {
      Token sign = tokens.peekBeyond();
      if (!sign.is(Kind.DECLARE) && !sign.is(Kind.ASSIGN) && !sign.is(Kind.COMMA)) {
        return false;
      }
      String name = tokens.take().text();
      variables.add(name);
      scope.declare(name);
      tokens.passBlanks();
      tokens.take();
      if (!sign.is(Kind.COMMA)) {
        return sign.is(Kind.ASSIGN);
      }
      if (variables.size() >= most) {
        throw new EngineException(sign.offset(), "too many variables are declared here");
      }
      tokens.passBlanks();
      if (!tokens.peek().is(Kind.VARIABLE)) {
        throw tokens.unexpected();
      }
    }
    return false;
  }

  private static void checkTakesArguments(Command command) {
    Operand first = command.operands().getFirst();
    if (first.isPlain()) {
      throw new EngineException(
          first.offset(), "a value after '|' is given an argument and is no function");
    }
  }

  /** With the pipe after it, which may be the last thing in its pipeline. */
  private Command command(Scope scope) {
    List<Operand> operands = new ArrayList<>();
    operands.add(operand(scope));
    while (tokens.peek().is(Kind.BLANK)) {
      tokens.passBlanks();
      if (isEnd(tokens.peek())) {
        break;
      }
      operands.add(operand(scope));
    }
    if (!isEnd(tokens.peek())) {
      throw tokens.unexpected();
    }
    if (tokens.peek().is(Kind.PIPE)) {
      tokens.take();
    }
    return new Command(operands);
  }

  private static boolean isEnd(Token token) {
    return token.is(Kind.PIPE) || token.is(Kind.CLOSE) || token.is(Kind.RIGHT);
  }

  private Operand operand(Scope scope) {
    Operand operand = term(scope);
    List<String> names = new ArrayList<>();
    while (tokens.peek().is(Kind.FIELD)) {
      if (operand.isPlain()) {
        throw tokens.unexpected();
      }
      names.add(tokens.take().text());
    }
    return names.isEmpty() ? operand : fieldOf(operand, names);
  }

  private static Operand fieldOf(Operand operand, List<String> names) {
    return switch (operand) {
      case Operand.Field field -> {
        names.addAll(0, field.names());
        yield new Operand.Field(names, field.offset());
      }
      case Operand.Variable variable ->
          new Operand.Variable(variable.variable(), names, variable.offset());
      default -> new Operand.Inner(operand, names, operand.offset());
    };
  }

  private Operand term(Scope scope) {
    Token token = tokens.peek();
    int offset = token.offset();
    return switch (token.kind()) {
      case STRING -> new Operand.Literal(tokens.take().text(), offset);
      case NUMBER -> new Operand.Numeral(GoNumber.parse(tokens.take().text(), offset), offset);
      case CHARACTER ->
          new Operand.Numeral(
              GoNumber.of(GoString.character(tokens.take().text(), offset + 1)), offset);
      case NAME -> name(token);
      case VARIABLE -> variable(scope, tokens.take());
      case DOT -> new Operand.Dot(tokens.take().offset());
      case FIELD -> new Operand.Field(List.of(tokens.take().text()), offset);
      case LEFT -> {
        tokens.take();
        yield new Operand.Nested(pipeline(scope, 1, Kind.RIGHT), offset);
      }
      default -> throw tokens.unexpected();
    };
  }

  private static Operand variable(Scope scope, Token token) {
    if (!scope.knows(token.text())) {
      throw new EngineException(
          token.offset(), "there is no variable " + Quoted.of(token.text()) + " here");
    }
    return new Operand.Variable(token.text(), List.of(), token.offset());
  }

  private Operand name(Token token) {
    if (KEYWORDS.contains(token.text())) {
      throw tokens.unexpected();
    }
    tokens.take();
    return switch (token.text()) {
      case "true" -> new Operand.Literal(true, token.offset());
      case "false" -> new Operand.Literal(false, token.offset());
      case "nil" -> new Operand.Nil(token.offset());
      default -> new Operand.Call(functions.find(token.text(), token.offset()), token.offset());
    };
  }
}
