package io.snapfleet.vault.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON document from an array, front to back. Strict where a repository's files could be
 * misread, and tolerant of unknown fields, which callers {@link #skip}. Like Go's reader it
 * replaces what is not UTF-8. Not thread-safe.
 */
final class JsonReader {
  private static final int DEEPEST = 64;

  private final byte[] in;
  private final int end;
  private int at;
  private int depth;
  private boolean first;

  JsonReader(byte[] in, int from, int to) {
    this.in = in;
    this.at = from;
    this.end = to;
  }

  JsonReader(byte[] in) {
    this(in, 0, in.length);
  }

  void beginObject() {
    begin('{');
  }

  void beginArray() {
    begin('[');
  }

  /** The next field's name, or null at the object's end, which is then consumed. */
  @Nullable String nextField() {
    if (!next('}')) {
      return null;
    }
    expect('"');
    int from = at;
    int to = endOfString();
    String name = FieldNames.of(in, from, to);
    if (name == null) {
      name = decode(from, to);
    }
    expect(':');
    return name;
  }

  /** Whether the array has another element; its end is consumed. */
  boolean nextElement() {
    return next(']');
  }

  String string() {
    expect('"');
    int from = at;
    return decode(from, endOfString());
  }

  Id id() {
    expect('"');
    int from = at;
    if (endOfString() - from != 2 * Id.LENGTH) {
      throw wrong("an id of 64 hex digits", from);
    }
    return new Id(hex(from), hex(from + 16), hex(from + 32), hex(from + 48));
  }

  byte[] base64() {
    String text = string();
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw wrong("base64", at);
    }
  }

  /** A whole number that fits 64 bits, of either sign or unsigned. */
  long number() {
    skipSpace();
    int from = at;
    boolean negative = peek() == '-';
    if (negative) {
      at++;
    }
    int digits = at;
    long value = 0;
    while (at < end && in[at] >= '0' && in[at] <= '9') {
      if (Long.compareUnsigned(value, 1844674407370955161L) > 0) {
        throw wrong("a number of 64 bits", from);
      }
      value = value * 10 + (in[at++] - '0');
    }
    if (at == digits || (at < end && (in[at] == '.' || in[at] == 'e' || in[at] == 'E'))) {
      throw wrong("a whole number", from);
    }
    return negative ? -value : value;
  }

  /** A whole number from 0 to the given bound. */
  long number(long most) {
    int from = at;
    long value = number();
    if (value < 0 || value > most) {
      throw wrong("a number of at most " + most, from);
    }
    return value;
  }

  boolean bool() {
    skipSpace();
    if (literal("true")) {
      return true;
    }
    if (literal("false")) {
      return false;
    }
    throw wrong("true or false", at);
  }

  /** Whether the value is null, which is then consumed. */
  boolean skipNull() {
    skipSpace();
    return literal("null");
  }

  /** Consumes a value of any kind and returns its text. */
  byte[] raw() {
    skipSpace();
    int from = at;
    skip();
    return Arrays.copyOfRange(in, from, at);
  }

  /** Consumes a value of any kind. */
  void skip() {
    skipSpace();
    switch (peek()) {
      case '"' -> {
        at++;
        endOfString();
      }
      case '{' -> skipObject();
      case '[' -> skipArray();
      default -> skipPlain();
    }
  }

  /** Sees to it that nothing but white space is left. */
  void end() {
    skipSpace();
    if (at != end) {
      throw wrong("the end", at);
    }
  }

  private void skipObject() {
    beginObject();
    while (nextField() != null) {
      skip();
    }
  }

  private void skipArray() {
    beginArray();
    while (nextElement()) {
      skip();
    }
  }

  private void skipPlain() {
    if (literal("true") || literal("false") || literal("null")) {
      return;
    }
    int from = at;
    while (at < end && "+-.eE0123456789".indexOf(in[at]) >= 0) {
      at++;
    }
    if (at == from) {
      throw wrong("a value", from);
    }
  }

  private void begin(char bracket) {
    expect(bracket);
    if (++depth > DEEPEST) {
      throw wrong("at most " + DEEPEST + " levels", at);
    }
    first = true;
  }

  private boolean next(char bracket) {
    skipSpace();
    if (peek() == bracket) {
      at++;
      depth--;
      first = false;
      return false;
    }
    if (!first) {
      expect(',');
      skipSpace();
    }
    first = false;
    return true;
  }

  private boolean literal(String word) {
    int length = word.length();
    if (end - at < length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (in[at + i] != word.charAt(i)) {
        return false;
      }
    }
    at += length;
    return true;
  }

  private void expect(char wanted) {
    skipSpace();
    if (peek() != wanted) {
      throw wrong("'" + wanted + "'", at);
    }
    at++;
  }

  private int peek() {
    return at < end ? in[at] : -1;
  }

  private void skipSpace() {
    while (at < end && (in[at] == ' ' || in[at] == '\n' || in[at] == '\r' || in[at] == '\t')) {
      at++;
    }
  }

  /** Goes past the closing quote and returns where it is. */
  private int endOfString() {
    while (at < end && in[at] != '"') {
      if (in[at] >= 0 && in[at] < ' ') {
        throw wrong("no control character in text", at);
      }
      at += in[at] == '\\' ? 2 : 1;
    }
    if (at >= end) {
      throw wrong("the end of a text", end);
    }
    return at++;
  }

  private String decode(int from, int to) {
    for (int i = from; i < to; i++) {
      if (in[i] == '\\') {
        return JsonEscapes.decode(in, from, to);
      }
    }
    return new String(in, from, to - from, StandardCharsets.UTF_8);
  }

  private long hex(int from) {
    long value = 0;
    for (int i = from; i < from + 16; i++) {
      int c = in[i];
      if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
        throw wrong("an id of 64 hex digits", from);
      }
      value = value << 4 | (c <= '9' ? c - '0' : c - 'a' + 10);
    }
    return value;
  }

  private FormatException wrong(String wanted, int where) {
    return new FormatException("JSON at byte " + where + ": expected " + wanted);
  }
}
