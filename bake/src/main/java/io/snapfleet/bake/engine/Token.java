package io.snapfleet.bake.engine;

/**
 * A piece of a template.
 *
 * @param text what it stands for: a string without its quotes, a field without its dot, a variable
 *     with its {@code $}; numbers as written, characters without their quotes
 * @param offset where its first char is
 */
record Token(Kind kind, String text, int offset) {
  enum Kind {
    /** What is outside of all actions. */
    TEXT,
    OPEN,
    CLOSE,
    /** Blanks, which separate operands. */
    BLANK,
    NAME,
    FIELD,
    VARIABLE,
    DOT,
    STRING,
    NUMBER,
    CHARACTER,
    PIPE,
    LEFT,
    RIGHT,
    DECLARE,
    ASSIGN,
    COMMA,
    END
  }

  boolean is(Kind other) {
    return kind == other;
  }

  boolean isName(String name) {
    return kind == Kind.NAME && text.equals(name);
  }
}
