package io.snapfleet.bake.engine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What is in quotes: a text in double ones, one character in single ones. */
final class GoString {
  private static final String SIMPLE = "abfnrtv\\";

  private final String inner;
  private final int offset;
  private final char quote;
  private int at;

  private GoString(String inner, int offset, char quote) {
    this.inner = inner;
    this.offset = offset;
    this.quote = quote;
  }

  /**
   * The text that a string stands for. Escapes of bytes may make up characters; those that do not
   * become replacement characters.
   *
   * @param inner without the quotes
   * @param offset of the inner in its template, for what is said about it
   */
  static String unquote(String inner, int offset) {
    GoString string = new GoString(inner, offset, '"');
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (string.at < inner.length()) {
      boolean isByte = string.isByte();
      int next = string.next();
      if (isByte) {
        bytes.write(next);
      } else {
        bytes.writeBytes(Character.toString(next).getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The number of the one character. */
  static long character(String inner, int offset) {
    GoString string = new GoString(inner, offset, '\'');
    if (inner.isEmpty() || inner.charAt(0) == '\'') {
      throw new EngineException(offset, "there is no character between single quotes");
    }
    int character = string.next();
    if (string.at < inner.length()) {
      throw new EngineException(
          offset, "single quotes hold one character in a template; use \" or ` for text");
    }
    return character;
  }

  /** Whether an escape of one byte comes next, and not one of a character. */
  private boolean isByte() {
    return inner.startsWith("\\x", at)
        || (inner.charAt(at) == '\\' && at + 1 < inner.length() && isOctal(inner.charAt(at + 1)));
  }

  private int next() {
    int character = inner.codePointAt(at);
    at += Character.charCount(character);
    return character == '\\' ? escape() : character;
  }

  private int escape() {
    char kind = at < inner.length() ? inner.charAt(at++) : '\0';
    int simple = SIMPLE.indexOf(kind);
    if (simple >= 0) {
      return "\u0007\b\f\n\r\t\u000b\\".charAt(simple);
    }
    if (isOctal(kind)) {
      at--;
      return number(3, 8, 255);
    }
    return switch (kind) {
      case 'x' -> number(2, 16, 255);
      case 'u' -> number(4, 16, Character.MAX_CODE_POINT);
      case 'U' -> number(8, 16, Character.MAX_CODE_POINT);
      default -> {
        if (kind != quote) {
          throw unknown();
        }
        yield kind;
      }
    };
  }

  private int number(int digits, int radix, int most) {
    int end = Math.min(at + digits, inner.length());
    String written = inner.substring(at, end);
    boolean plain = written.length() == digits && !written.startsWith("-");
    int number;
    try {
      number = plain ? Integer.parseUnsignedInt(written, radix) : -1;
    } catch (NumberFormatException _) {
      throw unknown();
    }
    boolean half = number >= Character.MIN_SURROGATE && number <= Character.MAX_SURROGATE;
    if (number < 0 || number > most || half) {
      throw unknown();
    }
    at = end;
    return number;
  }

  private static boolean isOctal(char digit) {
    return digit >= '0' && digit <= '7';
  }

  private EngineException unknown() {
    int start = Math.max(0, inner.lastIndexOf('\\', Math.max(0, at - 1)));
    return new EngineException(offset + start, "a string has an escape that does not exist");
  }
}
