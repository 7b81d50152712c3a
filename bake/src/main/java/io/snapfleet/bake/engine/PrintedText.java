package io.snapfleet.bake.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/** A text as Go's printf shows it. */
final class PrintedText {
  private PrintedText() {}

  static String of(Directive directive, String text) {
    boolean plain = !directive.has('#') && (directive.verb() == 'v' || !directive.has('+'));
    if (!plain || (directive.has(' ') && "xX".indexOf(directive.verb()) >= 0)) {
      throw directive.refused(text);
    }
    return switch (directive.verb()) {
      case 'x' -> directive.padded(hex(directive, text));
      case 'X' -> directive.padded(hex(directive, text).toUpperCase(Locale.ROOT));
      case 'q' -> directive.padded(quoted(cut(directive, text)));
      default -> directive.padded(cut(directive, text));
    };
  }

  private static String cut(Directive directive, String text) {
    int most = directive.precision();
    return most < 0 || text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most));
  }

  private static String hex(Directive directive, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int most = directive.precision() < 0 ? bytes.length : directive.precision();
    return HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(most, bytes.length)));
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(one -> quoted.append(escaped(one)));
    return quoted.append('"').toString();
  }

  private static String escaped(int one) {
    return switch (one) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case 7 -> "\\a";
      case '\b' -> "\\b";
      case '\f' -> "\\f";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case 11 -> "\\v";
      default -> {
        if (isPrintable(one)) {
          yield Character.toString(one);
        }
        yield (one < 128 ? "\\x%02x" : one < 0x10000 ? "\\u%04x" : "\\U%08x").formatted(one);
      }
    };
  }

  static boolean isPrintable(int one) {
    return switch (Character.getType(one)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      case Character.SPACE_SEPARATOR -> one == ' ';
      default -> true;
    };
  }
}
