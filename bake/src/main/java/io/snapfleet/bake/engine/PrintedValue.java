package io.snapfleet.bake.engine;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A value as Go's printf shows it. One that does not go with its verb is told with its type. */
final class PrintedValue {
  private static final String NIL = "<nil>";
  private static final String OF_TRUTHS = "tv";
  private static final String OF_WHOLES = "vdboOxXcqU";
  private static final String OF_FRACTIONS = "vbgGxXfFeE";
  private static final String OF_TEXTS = "vsxXq";

  private PrintedValue() {}

  static String of(Directive directive, Object value) {
    if (value == NoValue.INSTANCE) {
      return directive.isOneOf("vT") ? directive.padded(NIL) : wrong(directive, value);
    }
    return switch (directive.verb()) {
      case 'T' -> directive.padded(directive.cut(Values.kind(value)));
      case 'p' -> value instanceof Map ? address(directive, value) : wrong(directive, value);
      case 'w' -> wrong(directive, value);
      default -> ofType(directive, value);
    };
  }

  private static String ofType(Directive directive, Object value) {
    return switch (value) {
      case Map<?, ?> map -> map(directive, map);
      case Boolean truth when directive.isOneOf(OF_TRUTHS) -> directive.padded(truth.toString());
      case Long number when directive.isOneOf(OF_WHOLES) -> PrintedWhole.of(directive, number);
      case GoByte number when directive.isOneOf(OF_WHOLES) -> number(directive, number.value());
      case Double number when directive.isOneOf(OF_FRACTIONS) ->
          PrintedFraction.of(directive, number);
      case GoComplex number when directive.isOneOf(OF_FRACTIONS) -> complex(directive, number);
      case String text when directive.isOneOf(OF_TEXTS) -> PrintedText.of(directive, text);
      default -> wrong(directive, value);
    };
  }

  private static String number(Directive directive, long unsigned) {
    return directive.goSyntax()
        ? hexadecimal(directive, unsigned)
        : PrintedWhole.of(directive, unsigned);
  }

  /** With {@code 0x}. */
  private static String hexadecimal(Directive directive, long number) {
    return PrintedWhole.of(directive.withVerb('x').withFlags(directive.flags() + "#"), number);
  }

  private static String complex(Directive directive, GoComplex number) {
    return "("
        + PrintedFraction.of(directive, number.real())
        + PrintedFraction.of(directive.withFlags(directive.flags() + "+"), number.imaginary())
        + "i)";
  }

  /** By the order of its keys, each part as the directive says. */
  private static String map(Directive directive, Map<?, ?> map) {
    boolean goSyntax = directive.goSyntax();
    return new TreeMap<>(map)
        .entrySet().stream()
            .map(entry -> of(directive, entry.getKey()) + ":" + of(directive, entry.getValue()))
            .collect(
                Collectors.joining(
                    goSyntax ? ", " : " ",
                    goSyntax ? Values.kind(map) + "{" : "map[",
                    goSyntax ? "}" : "]"));
  }

  /** Another one in each run, as in Go. */
  private static String address(Directive directive, Object value) {
    long place = 0xc0_0000_0000L + System.identityHashCode(value);
    return directive.has('#')
        ? PrintedWhole.of(
            directive.withVerb('x').withFlags(directive.flags().replace("#", "")), place)
        : hexadecimal(directive, place);
  }

  private static String wrong(Directive directive, Object value) {
    String verb = Character.toString(directive.verb());
    return "%!" + verb + "(" + withType(directive.withVerb('v'), value) + ")";
  }

  static String withType(Directive directive, Object value) {
    return value == NoValue.INSTANCE ? NIL : Values.kind(value) + "=" + of(directive, value);
  }
}
