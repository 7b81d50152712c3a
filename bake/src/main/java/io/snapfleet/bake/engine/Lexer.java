package io.snapfleet.bake.engine;

import io.snapfleet.bake.engine.Token.Kind;
import io.snapfleet.provider.input.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a template into tokens. Trimmed blanks around actions are gone from the result. */
final class Lexer {
  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";
  private static final String BLANKS = " \t\r\n";

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private boolean trimNext;

  private Lexer(String text) {
    this.text = text;
  }

  /** The last token is always the end. */
  static List<Token> tokens(String text) {
    return new Lexer(text).run();
  }

  private List<Token> run() {
    while (at < text.length()) {
      literal();
      if (at < text.length()) {
        action();
      }
    }
    add(Kind.END, "", text.length());
    return tokens;
  }

  /** Text up to the next action, or to the end. */
  private void literal() {
    int open = text.indexOf(OPEN, at);
    int end = open < 0 ? text.length() : open;
    String literal = text.substring(at, end);
    if (trimNext) {
      literal = withoutLeadingBlanks(literal);
    }
    if (open >= 0 && trimsBefore(open)) {
      literal = withoutTrailingBlanks(literal);
    }
    if (!literal.isEmpty()) {
      add(Kind.TEXT, literal, at);
    }
    at = end;
    trimNext = false;
  }

  private boolean trimsBefore(int open) {
    return text.startsWith("-", open + 2)
        && open + 3 < text.length()
        && isBlank(text.charAt(open + 3));
  }

  private void action() {
    int open = at;
    at += trimsBefore(open) ? 4 : 2;
    if (text.startsWith("/*", at)) {
      comment(open);
      return;
    }
    add(Kind.OPEN, OPEN, open);
    while (!closes()) {
      if (at >= text.length()) {
        throw new EngineException(open, "an action '{{' is not closed with '}}'");
      }
      token();
    }
    add(Kind.CLOSE, CLOSE, at);
    passClose();
  }

  private void comment(int open) {
    int end = text.indexOf("*/", at);
    if (end < 0) {
      throw new EngineException(open, "a comment '{{/*' is not closed with '*/}}'");
    }
    at = end + 2;
    if (!closes()) {
      throw new EngineException(open, "a comment must be all there is between '{{' and '}}'");
    }
    passClose();
  }

  private boolean closes() {
    return text.startsWith(CLOSE, at) || closesTrimming();
  }

  private boolean closesTrimming() {
    return isBlank(charAt(at)) && text.startsWith("-}}", at + 1);
  }

  private void passClose() {
    trimNext = closesTrimming();
    at += trimNext ? 4 : 2;
  }

  private void token() {
    char next = charAt(at);
    if (isBlank(next)) {
      blanks();
    } else if (next == '"' || next == '\'') {
      quoted(next);
    } else if (next == '`') {
      raw();
    } else if (next == '.' && isLetter(charAt(at + 1))) {
      word(Kind.FIELD, at + 1);
    } else if (isLetter(next)) {
      word(Kind.NAME, at);
    } else if (isNumberStart(next)) {
      number();
    } else {
      sign(next);
    }
  }

  private void blanks() {
    int start = at;
    while (isBlank(charAt(at)) && !closesTrimming()) {
      at++;
    }
    add(Kind.BLANK, " ", start);
  }

  private void quoted(char quote) {
    int start = at++;
    while (charAt(at) != quote) {
      if (at >= text.length() || charAt(at) == '\n') {
        throw new EngineException(start, "a quoted string is not closed");
      }
      at += charAt(at) == '\\' ? 2 : 1;
    }
    at++;
    if (quote == '\'') {
      throw new EngineException(
          start, "single quotes hold one character in a template; use \" or ` for text");
    }
    add(Kind.STRING, GoString.unquote(text.substring(start + 1, at - 1), start + 1), start);
  }

  private void raw() {
    int end = text.indexOf('`', at + 1);
    if (end < 0) {
      throw new EngineException(at, "a string in ` is not closed");
    }
    add(Kind.STRING, text.substring(at + 1, end), at);
    at = end + 1;
  }

  private void word(Kind kind, int from) {
    int start = at;
    at = from;
    while (isLetter(charAt(at)) || isDigit(charAt(at))) {
      at++;
    }
    if (at < text.length() && !closes() && "()|.,: \t\r\n".indexOf(charAt(at)) < 0) {
      throw unexpected();
    }
    add(kind, text.substring(from, at), start);
  }

  private boolean isNumberStart(char next) {
    return isDigit(next) || ((next == '+' || next == '-') && isDigit(charAt(at + 1)));
  }

  private void number() {
    int start = at++;
    while (isDigit(charAt(at))
        || isLetter(charAt(at))
        || charAt(at) == '.'
        || isSignOfExponent(start)) {
      at++;
    }
    add(Kind.NUMBER, text.substring(start, at), start);
  }

  private boolean isSignOfExponent(int start) {
    boolean sign = charAt(at) == '-' || charAt(at) == '+';
    boolean exponent = Character.toLowerCase(charAt(at - 1)) == 'e';
    return sign && exponent && !text.substring(start, at).toLowerCase(Locale.ROOT).contains("x");
  }

  private void sign(char next) {
    Kind kind =
        switch (next) {
          case '.' -> Kind.DOT;
          case '|' -> Kind.PIPE;
          case '(' -> Kind.LEFT;
          case ')' -> Kind.RIGHT;
          case '$' -> throw new EngineException(at, "template variables ('$') are not supported");
          default -> throw unexpected();
        };
    add(kind, String.valueOf(next), at++);
  }

  private EngineException unexpected() {
    String character = Character.toString(text.codePointAt(at));
    return new EngineException(at, "unexpected " + Quoted.of(character) + " in an action");
  }

  private void add(Kind kind, String value, int offset) {
    tokens.add(new Token(kind, value, offset));
  }

  /** NUL past the end, which is part of nothing. */
  private char charAt(int index) {
    return index < text.length() ? text.charAt(index) : '\0';
  }

  private static boolean isBlank(char character) {
    return BLANKS.indexOf(character) >= 0;
  }

  private static boolean isLetter(char character) {
    return character == '_' || Character.isLetter(character);
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }

  private static String withoutLeadingBlanks(String literal) {
    int start = 0;
    while (start < literal.length() && isBlank(literal.charAt(start))) {
      start++;
    }
    return literal.substring(start);
  }

  private static String withoutTrailingBlanks(String literal) {
    int end = literal.length();
    while (end > 0 && isBlank(literal.charAt(end - 1))) {
      end--;
    }
    return literal.substring(0, end);
  }
}
