package io.snapfleet.bake.engine;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Go's printf. Its mistakes are no errors: what is wrong with a format, or does not go with its
 * arguments, is told in the text. One object writes one text.
 */
final class Printf {
  private static final String FLAGS = "-+# 0";

  /** Of widths, precisions and indexes. */
  private static final int LARGEST = 1_000_000;

  private final String format;
  private final List<Object> arguments;
  private final StringBuilder result = new StringBuilder();
  private int at;
  private int next;
  private boolean anyIndex;
  private boolean goodIndex;

  /** Whether an index has just been read, and so nothing but what may follow one can come. */
  private boolean afterIndex;

  private Printf(String format, List<Object> arguments) {
    this.format = format;
    this.arguments = arguments;
  }

  /** The first argument is the format. */
  static Object format(List<Object> arguments) {
    return new Printf((String) arguments.getFirst(), arguments.subList(1, arguments.size()))
        .written();
  }

  private String written() {
    for (int percent = format.indexOf('%'); percent >= 0; percent = format.indexOf('%', at)) {
      result.append(format, at, percent);
      at = percent + 1;
      directive();
    }
    result.append(format.substring(at));
    if (!anyIndex && next < arguments.size()) {
      result.append(extra());
    }
    return result.toString();
  }

  private void directive() {
    goodIndex = true;
    String flags = flags();
    index();
    int width = width();
    int precision = precision();
    if (!afterIndex) {
      index();
    }
    if (at >= format.length()) {
      result.append("%!(NOVERB)");
      return;
    }
    int verb = format.codePointAt(at);
    at += Character.charCount(verb);
    if (verb == '%') {
      result.append('%');
    } else if (!goodIndex) {
      result.append("%!").appendCodePoint(verb).append("(BADINDEX)");
    } else if (next >= arguments.size()) {
      result.append("%!").appendCodePoint(verb).append("(MISSING)");
    } else {
      boolean left = width < 0;
      Directive directive =
          Directive.of(left ? flags + "-" : flags, Math.abs(width), precision, verb);
      result.append(PrintedValue.of(directive, arguments.get(next++)));
    }
  }

  private String flags() {
    int start = at;
    while (at < format.length() && FLAGS.indexOf(format.charAt(at)) >= 0) {
      at++;
    }
    return format.substring(start, at);
  }

  /** Below zero where the value goes to the left. */
  private int width() {
    if (!pass('*')) {
      OptionalInt width = number(format.length());
      goodIndex &= !(afterIndex && width.isPresent());
      return width.orElse(0);
    }
    OptionalInt width = argument();
    if (width.isEmpty()) {
      result.append("%!(BADWIDTH)");
    }
    return width.orElse(0);
  }

  /** -1 where none is given. A dot alone is one of 0, and at the end of the format a verb. */
  private int precision() {
    if (at + 1 >= format.length() || !pass('.')) {
      return -1;
    }
    goodIndex &= !afterIndex;
    index();
    if (!pass('*')) {
      return number(format.length()).orElse(0);
    }
    int precision = argument().orElse(-1);
    if (precision < 0) {
      result.append("%!(BADPREC)");
      return -1;
    }
    return precision;
  }

  private boolean pass(char character) {
    boolean there = at < format.length() && format.charAt(at) == character;
    at += there ? 1 : 0;
    return there;
  }

  /** A number that an argument gives, which is used up. */
  private OptionalInt argument() {
    afterIndex = false;
    if (next >= arguments.size()) {
      return OptionalInt.empty();
    }
    long number =
        switch (arguments.get(next++)) {
          case Long whole -> whole;
          case GoByte whole -> whole.value();
          default -> Long.MAX_VALUE;
        };
    return number < -LARGEST || number > LARGEST
        ? OptionalInt.empty()
        : OptionalInt.of((int) number);
  }

  /** Digits, if there are any. Of a number that is too large all the rest is taken. */
  private OptionalInt number(int end) {
    int start = at;
    int number = 0;
    while (at < end && format.charAt(at) >= '0' && format.charAt(at) <= '9') {
      if (number > LARGEST) {
        at = end;
        return OptionalInt.empty();
      }
      number = number * 10 + format.charAt(at++) - '0';
    }
    return at == start ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** The number of the argument that is next, as in {@code %[2]d}, where it is given. */
  private void index() {
    afterIndex = false;
    int begin = at;
    if (!pass('[')) {
      return;
    }
    anyIndex = true;
    int end = format.indexOf(']', at);
    if (end < 0 || format.length() - begin < 3) {
      goodIndex = false;
      return;
    }
    OptionalInt index = number(end);
    afterIndex = index.isPresent() && at == end;
    at = end + 1;
    if (afterIndex && index.getAsInt() >= 1 && index.getAsInt() <= arguments.size()) {
      next = index.getAsInt() - 1;
    } else {
      goodIndex = false;
    }
  }

  private String extra() {
    return arguments.subList(next, arguments.size()).stream()
        .map(value -> PrintedValue.withType(Directive.PLAIN, value))
        .collect(Collectors.joining(", ", "%!(EXTRA ", ")"));
  }
}
