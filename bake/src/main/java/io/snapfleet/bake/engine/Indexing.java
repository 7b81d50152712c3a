package io.snapfleet.bake.engine;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What {@code index} and {@code slice} take out of a value. Texts are bytes to them. */
final class Indexing {
  private Indexing() {}

  /** The first argument is the value; the others go into it one after the other. */
  static Object index(List<Object> given) {
    if (given.getFirst() == NoValue.INSTANCE) {
      throw new FunctionException("index of nil does not exist");
    }
    Object value = given.getFirst();
    for (Object index : given.subList(1, given.size())) {
      value = inner(value, index);
    }
    return value;
  }

  private static Object inner(Object value, Object index) {
    return switch (value) {
      case Map<?, ?> map -> {
        Object found = index instanceof String ? map.get(index) : null;
        yield found == null ? NoValue.INSTANCE : found;
      }
      case String text -> {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        yield new GoByte(bytes[position(index, bytes.length - 1)] & 0xff);
      }
      default -> throw new FunctionException("there is nothing to index in " + Values.kind(value));
    };
  }

  /** A piece of a text: from a position, up to a position. */
  static Object slice(List<Object> given) {
    if (!(given.getFirst() instanceof String text)) {
      throw new FunctionException(
          "slice takes a piece of a text, not of " + Values.kind(given.getFirst()));
    }
    if (given.size() > 3) {
      throw new FunctionException("slice of a text takes no more than two positions");
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int from = given.size() > 1 ? position(given.get(1), bytes.length) : 0;
    int to = given.size() > 2 ? position(given.get(2), bytes.length) : bytes.length;
    if (from > to) {
      throw new FunctionException("slice from " + from + " to " + to + " does not exist");
    }
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  private static int position(Object index, int last) {
    long position =
        switch (index) {
          case Long number -> number;
          case GoByte number -> number.value();
          default ->
              throw new FunctionException(
                  "a position in a text must be a whole number, not " + Values.kind(index));
        };
    if (position < 0 || position > last) {
      throw new FunctionException("position " + position + " is outside of the text");
    }
    return (int) position;
  }
}
