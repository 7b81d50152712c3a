package io.snapfleet.bake.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** A text as Go's printf shows it. */
final class PrintedText {
  private PrintedText() {}

  static String of(Directive directive, String text) {
    String shown =
        switch (directive.verb()) {
          case 'x' -> hex(directive, text, HexFormat.of(), "0x");
          case 'X' -> hex(directive, text, HexFormat.of().withUpperCase(), "0X");
          case 'q' -> quoted(directive, text);
          default -> directive.goSyntax() ? quoted(directive, text) : directive.cut(text);
        };
    return directive.padded(shown);
  }

  private static String quoted(Directive directive, String text) {
    String cut = directive.cut(text);
    return directive.has('#') && GoQuotes.isRaw(cut)
        ? "`" + cut + "`"
        : GoQuotes.text(cut, directive.has('+'));
  }

  /** Of its bytes. A prefix is before each where there are blanks between them. */
  private static String hex(Directive directive, String text, HexFormat format, String prefix) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (directive.precision() >= 0 && directive.precision() < bytes.length) {
      bytes = Arrays.copyOf(bytes, directive.precision());
    }
    String wanted = directive.has('#') && bytes.length > 0 ? prefix : "";
    return directive.has(' ')
        ? format.withDelimiter(" ").withPrefix(wanted).formatHex(bytes)
        : wanted + format.formatHex(bytes);
  }
}
