package io.snapfleet.vault.format;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * File names as restic stores them: quoted by the rules of Go's {@code strconv.Quote}, which keeps
 * bytes that are not UTF-8, without the quotes around.
 */
final class QuotedName {
  private static final String SHORT = "abfnrtv";
  private static final String CONTROLS = "\u0007\b\f\n\r\t\u000b";
  private static final HexFormat HEX = HexFormat.of();

  private QuotedName() {}

  static String quote(RawText name) {
    return isPlain(name.latin1()) ? name.latin1() : quoteEach(name.bytes());
  }

  static RawText unquote(String quoted) {
    if (quoted.indexOf('\\') < 0 && quoted.indexOf('"') < 0 && quoted.indexOf('\n') < 0) {
      return RawText.of(quoted);
    }
    return new Unquoting(quoted).name();
  }

  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < ' ' || c >= 0x7f || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  private static String quoteEach(byte[] bytes) {
    StringBuilder out = new StringBuilder(bytes.length + 16);
    int at = 0;
    while (at < bytes.length) {
      int length = Utf8.length(bytes, at);
      if (length == 0) {
        out.append("\\x").append(HEX.toHexDigits(bytes[at++]));
      } else {
        quote(Utf8.point(bytes, at, length), out);
        at += length;
      }
    }
    return out.toString();
  }

  private static void quote(int point, StringBuilder out) {
    int control = CONTROLS.indexOf(point);
    if (point == '"' || point == '\\') {
      out.append('\\').append((char) point);
    } else if (isPrintable(point)) {
      out.appendCodePoint(point);
    } else if (control >= 0) {
      out.append('\\').append(SHORT.charAt(control));
    } else if (point < ' ' || point == 0x7f) {
      out.append("\\x").append(HEX.toHexDigits((byte) point));
    } else if (point < 0x10000) {
      out.append("\\u").append(HEX.toHexDigits((short) point));
    } else {
      out.append("\\U").append(HEX.toHexDigits(point));
    }
  }

  /** As Go: letters, marks, numbers, punctuation, symbols and the one space of ASCII. */
  private static boolean isPrintable(int point) {
    return point == ' '
        || switch (Character.getType(point)) {
          case Character.UNASSIGNED,
              Character.CONTROL,
              Character.FORMAT,
              Character.PRIVATE_USE,
              Character.SURROGATE,
              Character.SPACE_SEPARATOR,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              false;
          default -> true;
        };
  }

  /** One name being read. */
  private static final class Unquoting {
    private final String quoted;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int at;

    Unquoting(String quoted) {
      this.quoted = quoted;
    }

    RawText name() {
      while (at < quoted.length()) {
        int point = quoted.codePointAt(at);
        at += Character.charCount(point);
        if (point == '"' || point == '\n') {
          throw wrong();
        }
        if (point == '\\') {
          escape();
        } else {
          write(point);
        }
      }
      return RawText.of(out.toByteArray());
    }

    private void escape() {
      if (at == quoted.length()) {
        throw wrong();
      }
      char kind = quoted.charAt(at++);
      int control = SHORT.indexOf(kind);
      if (control >= 0) {
        out.write(CONTROLS.charAt(control));
      } else {
        switch (kind) {
          case '"', '\\' -> out.write(kind);
          case 'x' -> out.write(number(2, 16));
          case 'u' -> write(number(4, 16));
          case 'U' -> write(number(8, 16));
          default -> octal();
        }
      }
    }

    private void octal() {
      at--;
      int value = number(3, 8);
      if (value > 255) {
        throw wrong();
      }
      out.write(value);
    }

    private int number(int digits, int radix) {
      if (quoted.length() - at < digits) {
        throw wrong();
      }
      long value = 0;
      for (int i = 0; i < digits; i++) {
        char c = quoted.charAt(at++);
        int digit = c < 0x80 ? Character.digit(c, radix) : -1;
        if (digit < 0) {
          throw wrong();
        }
        value = value * radix + digit;
      }
      if (value > Character.MAX_CODE_POINT) {
        throw wrong();
      }
      return (int) value;
    }

    private void write(int point) {
      if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
        throw wrong();
      }
      out.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
    }

    private FormatException wrong() {
      return new FormatException("a file's name is wrongly quoted: " + Shown.shortened(quoted));
    }
  }
}
