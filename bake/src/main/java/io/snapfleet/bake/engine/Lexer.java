package io.snapfleet.bake.engine;

import io.snapfleet.bake.engine.Token.Kind;
import io.snapfleet.provider.input.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a template into tokens. Trimmed blanks around actions are gone from the result. */
final class Lexer {
  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";
  private static final String BLANKS = " \t\r\n";
  private static final String AFTER_WORD = BLANKS + ".,|:()";

  /** An action that begins with a dot, perhaps after a brace that is none of an action. */
  private static final Pattern LATE = Pattern.compile("\\{?\\{\\{[\t\n\f\r ]?\\.[^\n]*?\\}\\}");

  private final String text;
  private final boolean lateFields;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private boolean trimNext;

  private Lexer(String text, boolean lateFields) {
    this.text = text;
    this.lateFields = lateFields;
  }

  /**
   * The last token is always the end.
   *
   * @param lateFields whether an action that begins with a dot is text, for a later rendering
   */
  static List<Token> tokens(String text, boolean lateFields) {
    return new Lexer(text, lateFields).run();
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
    int open = nextOpen();
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

  private int nextOpen() {
    int open = text.indexOf(OPEN, at);
    if (!lateFields) {
      return open;
    }
    Matcher late = LATE.matcher(text);
    while (open >= 0 && late.region(open, text.length()).lookingAt()) {
      open = text.indexOf(OPEN, late.end());
    }
    return open;
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
    } else if (isNumberStart(next)) {
      number();
    } else if (next == '.') {
      word(isWord(charAt(at + 1)) ? Kind.FIELD : Kind.DOT, at + 1, at + 1);
    } else if (next == '$') {
      word(Kind.VARIABLE, at, at + 1);
    } else if (isWord(next)) {
      word(Kind.NAME, at, at);
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
        throw new EngineException(start, "what begins with a quote is not closed with one");
      }
      at += charAt(at) == '\\' ? 2 : 1;
    }
    at++;
    String inner = text.substring(start + 1, at - 1);
    if (quote == '"') {
      add(Kind.STRING, GoString.unquote(inner, start + 1), start);
    } else {
      add(Kind.CHARACTER, inner, start);
    }
  }

  private void raw() {
    int end = text.indexOf('`', at + 1);
    if (end < 0) {
      throw new EngineException(at, "a string in ` is not closed");
    }
    add(Kind.STRING, text.substring(at + 1, end), at);
    at = end + 1;
  }

  /** Something that only a few signs may follow. */
  private void word(Kind kind, int from, int firstChar) {
    int start = at;
    at = firstChar;
    while (isWord(charAt(at))) {
      at++;
    }
    if (at < text.length() && !text.startsWith(CLOSE, at) && AFTER_WORD.indexOf(charAt(at)) < 0) {
      throw unexpected();
    }
    add(kind, text.substring(from, at), start);
  }

  /** A dot without a digit after it begins a field. */
  private boolean isNumberStart(char next) {
    return isDigit(next) || next == '+' || next == '-' || (next == '.' && isDigit(charAt(at + 1)));
  }

  private void number() {
    int start = at;
    at = NumberScan.end(text, start);
    add(Kind.NUMBER, text.substring(start, at), start);
  }

  private void sign(char next) {
    boolean declares = text.startsWith(":=", at);
    Kind kind =
        switch (next) {
          case '|' -> Kind.PIPE;
          case '(' -> Kind.LEFT;
          case ')' -> Kind.RIGHT;
          case '=' -> Kind.ASSIGN;
          case ',' -> Kind.COMMA;
          case ':' -> {
            if (!declares) {
              throw unexpected();
            }
            yield Kind.DECLARE;
          }
          default -> throw unexpected();
        };
    String sign = declares ? ":=" : String.valueOf(next);
    add(kind, sign, at);
    at += sign.length();
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

  static boolean isWord(char character) {
    return character == '_' || Character.isLetterOrDigit(character);
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
