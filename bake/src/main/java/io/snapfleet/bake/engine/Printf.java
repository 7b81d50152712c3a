package io.snapfleet.bake.engine;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Go's printf for texts, numbers and truths. What Go prints of a verb that does not go with its
 * value is printed too; what is not done as Go does it is refused.
 */
final class Printf {
  private static final Pattern VERB =
      Pattern.compile(
          "%(?<flags>[-+# 0]*)(?<width>\\*|[0-9]*)(?<precision>\\.(?:\\*|[0-9]*))?(?<verb>.|$)",
          Pattern.DOTALL);

  private static final String WHOLE = "vdboOxXcqU";
  private static final String FRACTION = "veEfFgG";
  private static final String FRACTION_IN_GO = FRACTION + "bxX";
  private static final String TEXT = "vsqxX";
  private static final String TRUTH = "vt";

  private Printf() {}

  /** The first argument is the format. */
  static Object format(List<Object> arguments) {
    StringBuilder result = new StringBuilder();
    Matcher verb = VERB.matcher((String) arguments.getFirst());
    int next = 1;
    while (verb.find()) {
      String name = verb.group("verb");
      String shown;
      if (name.equals("%")) {
        shown = "%";
      } else if (name.isEmpty()) {
        shown = "%!(NOVERB)";
      } else {
        Directive directive = Directive.of(verb);
        shown =
            next < arguments.size()
                ? one(directive, arguments.get(next++))
                : "%!" + name + "(MISSING)";
      }
      verb.appendReplacement(result, Matcher.quoteReplacement(shown));
    }
    verb.appendTail(result);
    return result + extra(arguments.subList(next, arguments.size()));
  }

  private static String one(Directive directive, Object value) {
    if (directive.verb() == 'T'
        && directive.precision() < 0
        && value != NoValue.INSTANCE
        && !isJoined(value)) {
      return directive.padded(Values.kind(value));
    }
    return switch (value) {
      case NoValue _ ->
          directive.verb() == 'v' || directive.verb() == 'T'
              ? directive.padded("<nil>")
              : "%!" + directive.verb() + "(<nil>)";
      case Long number ->
          isIn(WHOLE, directive)
              ? new PrintedNumber(directive).of(number)
              : wrong(directive, value, WHOLE);
      case Double number ->
          isIn(FRACTION, directive)
              ? new PrintedNumber(directive).of(number)
              : wrong(directive, value, FRACTION_IN_GO);
      case GoByte number ->
          isIn(WHOLE, directive)
              ? new PrintedNumber(directive).of(number.value())
              : wrong(directive, value, WHOLE);
      case GoComplex number ->
          directive.verb() == 'v' && directive.isPlain()
              ? number.toString()
              : wrong(directive, value, FRACTION_IN_GO);
      case String text ->
          isIn(TEXT, directive) ? PrintedText.of(directive, text) : wrong(directive, value, TEXT);
      case Boolean truth ->
          isIn(TRUTH, directive)
              ? directive.padded(truth.toString())
              : wrong(directive, value, TRUTH);
      default -> throw directive.refused(value);
    };
  }

  private static boolean isJoined(Object value) {
    return value instanceof Map || value instanceof Collection;
  }

  private static boolean isIn(String verbs, Directive directive) {
    return verbs.indexOf(directive.verb()) >= 0;
  }

  /** As Go does it, flags go on to the value that it prints then. */
  private static String wrong(Directive directive, Object value, String known) {
    boolean letter = directive.verb() < 128 && Character.isLetter(directive.verb());
    if (isIn(known + "wpT", directive) || !letter || !directive.isPlain()) {
      throw directive.refused(value);
    }
    return "%!" + directive.verb() + "(" + Values.kind(value) + "=" + Values.printed(value) + ")";
  }

  private static String extra(List<Object> arguments) {
    if (arguments.isEmpty()) {
      return "";
    }
    List<String> shown =
        arguments.stream()
            .map(
                one ->
                    one == NoValue.INSTANCE
                        ? "<nil>"
                        : Values.kind(one) + "=" + Values.printed(one))
            .toList();
    return "%!(EXTRA " + String.join(", ", shown) + ")";
  }
}
