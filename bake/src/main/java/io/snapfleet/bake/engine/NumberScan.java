package io.snapfleet.bake.engine;

/** Finds where a number ends that is written in an action. */
final class NumberScan {
  private final String text;
  private int at;

  private NumberScan(String text, int at) {
    this.text = text;
    this.at = at;
  }

  /**
   * Two of them where the second one is the imaginary part.
   *
   * @param start of its sign or its first digit
   */
  static int end(String text, int start) {
    NumberScan scan = new NumberScan(text, start);
    scan.number();
    if (scan.is("+-")) {
      scan.number();
      if (text.charAt(scan.at - 1) != 'i') {
        throw scan.wrong();
      }
    }
    return scan.at;
  }

  private void number() {
    pass("+-");
    String digits = "0123456789_";
    String exponent = "eE";
    if (pass("0")) {
      if (pass("xX")) {
        digits = "0123456789abcdefABCDEF_";
        exponent = "pP";
      } else if (pass("oO")) {
        digits = "01234567_";
        exponent = "";
      } else if (pass("bB")) {
        digits = "01_";
        exponent = "";
      }
    }
    passAll(digits);
    if (pass(".")) {
      passAll(digits);
    }
    if (pass(exponent)) {
      pass("+-");
      passAll("0123456789_");
    }
    pass("i");
    if (at < text.length() && Lexer.isWord(text.charAt(at))) {
      throw wrong();
    }
  }

  private boolean is(String characters) {
    return at < text.length() && characters.indexOf(text.charAt(at)) >= 0;
  }

  private boolean pass(String characters) {
    boolean passed = is(characters);
    at += passed ? 1 : 0;
    return passed;
  }

  private void passAll(String characters) {
    while (is(characters)) {
      at++;
    }
  }

  private EngineException wrong() {
    return new EngineException(at, "a number goes on here with what is no part of it");
  }
}
