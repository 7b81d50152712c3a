package io.snapfleet.vault.tree;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which paths are left out, by restic's patterns: {@code *} and {@code ?} stay within a name,
 * {@code **} stands for any directories, {@code [a-z]} for one character, a pattern that does not
 * begin with {@code /} matches at any depth, and {@code !} before a pattern takes back what earlier
 * ones left out. What is in a directory that is left out is not looked at. Thread-safe.
 */
public final class ExcludeRules {
  public static final ExcludeRules NONE = new ExcludeRules(List.of());

  private final List<String> patterns;
  private final List<Rule> rules;

  private record Rule(Pattern pattern, boolean excludes) {}

  public ExcludeRules(List<String> patterns) {
    this.patterns = List.copyOf(patterns);
    this.rules = patterns.stream().filter(one -> !one.isBlank()).map(ExcludeRules::rule).toList();
  }

  public List<String> patterns() {
    return patterns;
  }

  boolean isEmpty() {
    return rules.isEmpty();
  }

  boolean exclude(String path) {
    boolean excluded = false;
    for (Rule rule : rules) {
      if (excluded != rule.excludes() && rule.pattern().matcher(path).matches()) {
        excluded = rule.excludes();
      }
    }
    return excluded;
  }

  private static Rule rule(String text) {
    boolean negated = text.startsWith("!");
    String pattern = negated ? text.substring(1) : text;
    return new Rule(Pattern.compile(expression(pattern), Pattern.DOTALL), !negated);
  }

  private static String expression(String pattern) {
    StringBuilder out = new StringBuilder(pattern.startsWith("/") ? "" : "(?:/[^/]+)*");
    for (String part : pattern.split("/")) {
      if (part.equals("**")) {
        out.append("(?:/[^/]+)*");
      } else if (!part.isEmpty()) {
        out.append('/');
        name(part, out);
      }
    }
    return out.toString();
  }

  private static void name(String part, StringBuilder out) {
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      int close = c == '[' ? part.indexOf(']', i + 2) : -1;
      if (c == '*') {
        out.append("[^/]*");
      } else if (c == '?') {
        out.append("[^/]");
      } else if (c == '\\' && i + 1 < part.length()) {
        out.append(Pattern.quote(part.substring(++i, i + 1)));
      } else if (close > 0) {
        out.append(oneOf(part.substring(i + 1, close)));
        i = close;
      } else {
        out.append(Pattern.quote(String.valueOf(c)));
      }
    }
  }

  private static String oneOf(String characters) {
    boolean negated = characters.startsWith("^") || characters.startsWith("!");
    String set = negated ? characters.substring(1) : characters;
    return (negated ? "[^/" : "[") + set.replaceAll("[\\[\\]&\\\\^]", "\\\\$0") + "]";
  }
}
