package io.snapfleet.bake.engine;

import io.snapfleet.bake.engine.Token.Kind;
import io.snapfleet.provider.input.Quoted;
import java.util.List;

/** The tokens of a template, taken one after the other; and how deep in it the next one is. */
final class Tokens {
  /** A thread's usual stack has room for twice as many. */
  static final int DEEPEST = 200;

  private final List<Token> tokens;
  private int at;
  private int depth;

  /**
   * @param tokens the last of which is the end
   */
  Tokens(List<Token> tokens) {
    this.tokens = tokens;
  }

  /** The end again and again, once it has been reached. */
  Token take() {
    Token token = tokens.get(at);
    at += token.is(Kind.END) ? 0 : 1;
    return token;
  }

  /** The next one, which must be of a kind. */
  Token take(Kind kind) {
    if (!peek().is(kind)) {
      throw unexpected();
    }
    return take();
  }

  Token peek() {
    return tokens.get(at);
  }

  /** The one after the next; blanks between the two do not count. */
  Token peekBeyond() {
    int next = Math.min(at + 1, tokens.size() - 1);
    return tokens.get(tokens.get(next).is(Kind.BLANK) ? next + 1 : next);
  }

  void passBlanks() {
    while (peek().is(Kind.BLANK)) {
      take();
    }
  }

  /** The name that an action begins with; empty where it begins otherwise, or there is none. */
  String keyword() {
    return peek().is(Kind.OPEN) && peekBeyond().is(Kind.NAME) ? peekBeyond().text() : "";
  }

  /** Passes the opening of an action and its keyword. */
  void passKeyword() {
    take();
    passBlanks();
    take();
    passBlanks();
  }

  /** Passes the end of an action, where that is all that is left of it. */
  void close() {
    passBlanks();
    take(Kind.CLOSE);
  }

  void enter(Token token) {
    if (++depth > DEEPEST) {
      throw new EngineException(token.offset(), "is nested more than " + DEEPEST + " levels deep");
    }
  }

  void leave() {
    depth--;
  }

  EngineException unexpected() {
    Token token = peek();
    return switch (token.kind()) {
      case CLOSE -> new EngineException(token.offset(), "unexpected '}}' in an action");
      case END -> new EngineException(token.offset(), "an action '{{' is not closed with '}}'");
      default ->
          new EngineException(
              token.offset(), "unexpected " + Quoted.of(token.text()) + " in an action");
    };
  }
}
