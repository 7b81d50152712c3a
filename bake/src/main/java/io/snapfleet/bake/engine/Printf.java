package io.snapfleet.bake.engine;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Go's printf for the verbs that make sense of texts, numbers and truths. */
final class Printf {
  private static final Pattern VERB =
      Pattern.compile(
          "%(?<flags>[-+# 0]*)(?<width>[0-9]*)(?<precision>\\.[0-9]*)?(?<verb>.|$)",
          Pattern.DOTALL);

  /** Go refuses wider ones as well. */
  private static final int WIDEST = 1_000_000;

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
      } else if (next < arguments.size()) {
        shown = padded(verb, one(verb, arguments.get(next++)));
      } else {
        shown = "%!" + name + "(MISSING)";
      }
      verb.appendReplacement(result, Matcher.quoteReplacement(shown));
    }
    verb.appendTail(result);
    return result + extra(arguments.subList(next, arguments.size()));
  }

  private static String one(Matcher verb, Object value) {
    String name = verb.group("verb");
    if (value == NoValue.INSTANCE) {
      return name.equals("v") ? "<nil>" : "%!" + name + "(<nil>)";
    }
    return switch (name) {
      case "v" -> Values.printed(value);
      case "s" -> value instanceof String text ? cut(verb, text) : wrong(name, value);
      case "q" -> value instanceof String text ? quoted(text) : wrong(name, value);
      case "d" -> value instanceof Long number ? signed(verb, number) : wrong(name, value);
      case "x" -> value instanceof Long number ? Long.toHexString(number) : wrong(name, value);
      case "t" -> value instanceof Boolean ? value.toString() : wrong(name, value);
      default -> wrong(name, value);
    };
  }

  private static String cut(Matcher verb, String text) {
    String precision = verb.group("precision");
    if (precision == null) {
      return text;
    }
    int most = size(precision.substring(1));
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most));
  }

  private static String signed(Matcher verb, long number) {
    return (verb.group("flags").contains("+") && number >= 0 ? "+" : "") + number;
  }

  private static String quoted(String text) {
    return '"'
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t")
        + '"';
  }

  private static String wrong(String verb, Object value) {
    return "%!" + verb + "(" + Values.kind(value) + "=" + Values.printed(value) + ")";
  }

  private static String padded(Matcher verb, String shown) {
    int missing = size(verb.group("width")) - shown.codePointCount(0, shown.length());
    if (missing <= 0) {
      return shown;
    }
    String flags = verb.group("flags");
    if (flags.contains("-")) {
      return shown + " ".repeat(missing);
    }
    if (!flags.contains("0")) {
      return " ".repeat(missing) + shown;
    }
    boolean sign = verb.group("verb").equals("d") && shown.matches("[-+].*");
    return (sign ? shown.substring(0, 1) : "")
        + "0".repeat(missing)
        + shown.substring(sign ? 1 : 0);
  }

  private static int size(String digits) {
    if (digits.isEmpty()) {
      return 0;
    }
    if (digits.length() > 7 || Integer.parseInt(digits) > WIDEST) {
      throw new FunctionException("printf has a width of " + digits + ", which is too wide");
    }
    return Integer.parseInt(digits);
  }

  private static String extra(List<Object> arguments) {
    if (arguments.isEmpty()) {
      return "";
    }
    List<String> shown =
        arguments.stream().map(one -> Values.kind(one) + "=" + Values.printed(one)).toList();
    return "%!(EXTRA " + String.join(", ", shown) + ")";
  }
}
