package io.snapfleet.bake.engine;

import java.time.Instant;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;

/** What Go's libraries do with texts. */
public final class GoText {
  private static final Map<Character, String> STRFTIME =
      Map.ofEntries(
          Map.entry('B', "January"),
          Map.entry('b', "Jan"),
          Map.entry('m', "01"),
          Map.entry('A', "Monday"),
          Map.entry('a', "Mon"),
          Map.entry('d', "02"),
          Map.entry('H', "15"),
          Map.entry('I', "03"),
          Map.entry('M', "04"),
          Map.entry('S', "05"),
          Map.entry('Y', "2006"),
          Map.entry('y', "06"),
          Map.entry('p', "PM"),
          Map.entry('Z', "MST"),
          Map.entry('z', "-0700"),
          Map.entry('L', ".000"));

  private GoText() {}

  /** In capitals, letter by letter: one that has none that is one letter stays. */
  public static String upper(String text) {
    return each(text, Character::toUpperCase);
  }

  /** In small letters, letter by letter. */
  public static String lower(String text) {
    return each(text, Character::toLowerCase);
  }

  private static String each(String text, IntUnaryOperator letter) {
    return text.codePoints()
        .map(letter)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /**
   * The text with the first occurrences replaced. An empty {@code old} is found before each
   * character and at the end.
   *
   * @param count how many; all where it is negative
   */
  public static String replace(String text, String old, String replacement, long count) {
    StringBuilder result = new StringBuilder();
    int from = 0;
    int at = text.indexOf(old);
    for (long left = count; left != 0 && at >= 0; left--) {
      result.append(text, from, at).append(replacement);
      from = at + old.length();
      int next = old.isEmpty() ? afterCharacter(text, from) : text.indexOf(old, from);
      at = next;
    }
    return result.append(text.substring(from)).toString();
  }

  private static int afterCharacter(String text, int at) {
    return at >= text.length() ? -1 : text.offsetByCodePoints(at, 1);
  }

  /** One of the parts between the separators. An empty separator is between all characters. */
  public static String split(String text, String separator, long index) {
    String[] parts =
        separator.isEmpty()
            ? text.codePoints().mapToObj(Character::toString).toArray(String[]::new)
            : text.split(Pattern.quote(separator), -1);
    if (index < 0 || index >= parts.length) {
      throw new FunctionException(
          "split has no part %d: there are %d, counted from 0".formatted(index, parts.length));
    }
    return parts[(int) index];
  }

  /** The moment in UTC, in the way of C. Letters that mean nothing stay as they are. */
  public static String strftime(Instant moment, String format) {
    StringBuilder written = new StringBuilder();
    for (int at = 0; at < format.length(); at++) {
      char next = format.charAt(at);
      if (next != '%' || at + 1 == format.length()) {
        written.append(next);
        continue;
      }
      char letter = format.charAt(++at);
      String layout = STRFTIME.get(letter);
      written.append(
          layout != null ? GoLayout.format(moment, layout) : letter == '%' ? "%" : "%" + letter);
    }
    return written.toString();
  }
}
