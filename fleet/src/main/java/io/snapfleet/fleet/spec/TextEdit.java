package io.snapfleet.fleet.spec;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * One place of a YAML text where something else is to stand.
 *
 * @param start the first code point that goes
 * @param end the one after the last that goes
 * @param text what comes instead
 * @param asLine whether it is a line of its own, after the one that {@code start} is in
 */
record TextEdit(int start, int end, String text, boolean asLine) {
  /** What YAML takes for text, or for a whole number, wherever it stands. */
  private static final String PLAIN = "[A-Za-z][A-Za-z0-9._/-]*|[1-9][0-9]*";

  private static final List<String> NOT_TEXT = List.of("true", "false", "null");

  /** Puts another value in the place of one, in its style. */
  static Optional<TextEdit> replacing(ScalarNode value, String text) {
    return at(value.getStartMark())
        .flatMap(
            start ->
                at(value.getEndMark())
                    .map(
                        end ->
                            new TextEdit(start, end, scalar(text, value.getScalarStyle()), false)));
  }

  /** Adds a key behind the last of a mapping, in its style. */
  static Optional<TextEdit> adding(MappingNode mapping, String key, String value) {
    if (mapping.getValue().isEmpty()) {
      return at(mapping.getStartMark())
          .map(start -> new TextEdit(start + 1, start + 1, key + ": " + plain(value), false));
    }
    ScalarStyle style = style(mapping.getValue().getFirst().getKeyNode());
    String entry = scalar(key, style) + ": " + scalar(value, style);
    return mapping.getFlowStyle() == FlowStyle.FLOW
        ? behindLast(mapping).map(end -> new TextEdit(end, end, ", " + entry, false))
        : behindLast(mapping).map(end -> new TextEdit(end, end, indent(mapping) + entry, true));
  }

  private static ScalarStyle style(Node key) {
    return key instanceof ScalarNode scalar ? scalar.getScalarStyle() : ScalarStyle.PLAIN;
  }

  private static String indent(MappingNode mapping) {
    Optional<Mark> first = mapping.getValue().getFirst().getKeyNode().getStartMark();
    return " ".repeat(first.map(Mark::getColumn).orElse(0));
  }

  /** An alias stands elsewhere than where it is used. */
  private static Optional<Integer> behindLast(MappingNode mapping) {
    return mapping.getValue().stream()
        .filter(entry -> standsBehindItsKey(entry))
        .flatMap(entry -> at(entry.getValueNode().getEndMark()).stream())
        .max(Comparator.naturalOrder());
  }

  private static boolean standsBehindItsKey(NodeTuple entry) {
    Optional<Mark> key = entry.getKeyNode().getEndMark();
    Optional<Mark> value = entry.getValueNode().getStartMark();
    return key.isPresent()
        && value.isPresent()
        && value.get().getLine() == key.get().getLine()
        && value.get().getIndex() > key.get().getIndex();
  }

  private static Optional<Integer> at(Optional<Mark> mark) {
    return mark.map(Mark::getIndex);
  }

  private static String scalar(String text, ScalarStyle style) {
    return switch (style) {
      case DOUBLE_QUOTED -> "\"" + text + "\"";
      case SINGLE_QUOTED -> "'" + text + "'";
      default -> plain(text);
    };
  }

  private static String plain(String text) {
    return text.matches(PLAIN) && !NOT_TEXT.contains(text) ? text : "\"" + text + "\"";
  }

  String apply(String whole) {
    int from = whole.offsetByCodePoints(0, start);
    int to = whole.offsetByCodePoints(0, end);
    if (!asLine) {
      return whole.substring(0, from) + text + whole.substring(to);
    }
    String newline = whole.contains("\r\n") ? "\r\n" : "\n";
    int lineEnd = whole.indexOf(newline, from);
    int at = lineEnd < 0 ? whole.length() : lineEnd;
    return whole.substring(0, at) + newline + text + whole.substring(at);
  }
}
