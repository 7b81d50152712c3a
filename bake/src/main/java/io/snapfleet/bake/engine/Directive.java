package io.snapfleet.bake.engine;

/**
 * How a format wants one value to be shown.
 *
 * @param flags of {@code -+# 0}
 * @param goSyntax whether a value is to look as it does in a program
 * @param width at least so many characters
 * @param precision -1 where none is given
 * @param verb a character
 */
record Directive(String flags, boolean goSyntax, int width, int precision, int verb) {
  /** A value as it is printed without a format. */
  static final Directive PLAIN = of("", 0, -1, 'v');

  /** To {@code v}, the flags {@code +} and {@code #} mean something of their own. */
  static Directive of(String flags, int width, int precision, int verb) {
    boolean value = verb == 'v';
    return new Directive(
        value ? flags.replaceAll("[+#]", "") : flags,
        value && flags.contains("#"),
        width,
        precision,
        verb);
  }

  boolean has(char flag) {
    return flags.indexOf(flag) >= 0;
  }

  boolean isOneOf(String verbs) {
    return verbs.indexOf(verb) >= 0;
  }

  /** The same of another verb. What the flags mean to {@code v} is as it was. */
  Directive withVerb(char other) {
    return new Directive(flags, goSyntax, width, precision, other);
  }

  Directive withFlags(String others) {
    return new Directive(others, goSyntax, width, precision, verb);
  }

  /** What stands before a number. */
  String sign(boolean negative) {
    return negative ? "-" : has('+') ? "+" : has(' ') ? " " : "";
  }

  /** Zeros go on the left alone. */
  boolean zeros() {
    return has('0') && !has('-');
  }

  String padded(String shown) {
    return padded(shown, zeros());
  }

  String padded(String shown, boolean zeros) {
    int missing = width - shown.codePointCount(0, shown.length());
    if (missing <= 0) {
      return shown;
    }
    return has('-') ? shown + " ".repeat(missing) : (zeros ? "0" : " ").repeat(missing) + shown;
  }

  /** No more of a text than the precision says. */
  String cut(String text) {
    return precision < 0 || text.codePointCount(0, text.length()) <= precision
        ? text
        : text.substring(0, text.offsetByCodePoints(0, precision));
  }
}
