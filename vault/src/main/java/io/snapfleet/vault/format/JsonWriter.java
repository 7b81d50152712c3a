package io.snapfleet.vault.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Writes JSON byte for byte as Go's encoder does, because the bytes of a tree name it: fields in
 * the order they are given, no white space, and {@code < > &} escaped. Not thread-safe.
 */
final class JsonWriter {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] out;
  private int size;
  private boolean separate;

  JsonWriter(int expected) {
    out = new byte[expected];
  }

  JsonWriter beginObject() {
    return begin('{');
  }

  JsonWriter endObject() {
    return close('}');
  }

  JsonWriter beginArray() {
    return begin('[');
  }

  JsonWriter endArray() {
    return close(']');
  }

  /** A field's name, which needs no escapes; its value must follow. */
  JsonWriter field(String name) {
    separate();
    put('"');
    ascii(name);
    put('"');
    put(':');
    separate = false;
    return this;
  }

  JsonWriter string(String text) {
    separate();
    put('"');
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        asciiCharacter(c);
      } else {
        i += beyondAscii(text, i);
      }
    }
    put('"');
    return this;
  }

  JsonWriter id(Id id) {
    separate();
    put('"');
    hex(id.a());
    hex(id.b());
    hex(id.c());
    hex(id.d());
    put('"');
    return this;
  }

  JsonWriter base64(byte[] bytes) {
    separate();
    put('"');
    raw(Base64.getEncoder().encode(bytes));
    put('"');
    return this;
  }

  /** A number that is never negative in Go: 64 bits, unsigned. */
  JsonWriter unsigned(long value) {
    separate();
    if (value < 0) {
      ascii(Long.toUnsignedString(value));
      return this;
    }
    room(20);
    int digits = 1;
    for (long rest = value; rest >= 10; rest /= 10) {
      digits++;
    }
    long rest = value;
    for (int i = size + digits - 1; i >= size; i--) {
      out[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += digits;
    return this;
  }

  JsonWriter bool(boolean value) {
    return plain(value ? "true" : "false");
  }

  JsonWriter nothing() {
    return plain("null");
  }

  /** A value that is JSON already. */
  JsonWriter json(byte[] value) {
    separate();
    raw(value);
    return this;
  }

  /** A text known to need no escapes. */
  JsonWriter plainString(String text) {
    separate();
    put('"');
    ascii(text);
    put('"');
    return this;
  }

  /** Ends the document as Go's stream encoder does. */
  JsonWriter newline() {
    put('\n');
    return this;
  }

  int size() {
    return size;
  }

  byte[] bytes() {
    return Arrays.copyOf(out, size);
  }

  /** The bytes written so far are the first {@link #size}; good until the next write. */
  byte[] buffer() {
    return out;
  }

  private JsonWriter plain(String word) {
    separate();
    ascii(word);
    return this;
  }

  private JsonWriter begin(char bracket) {
    separate();
    put(bracket);
    separate = false;
    return this;
  }

  private JsonWriter close(char bracket) {
    put(bracket);
    separate = true;
    return this;
  }

  private void separate() {
    if (separate) {
      put(',');
    }
    separate = true;
  }

  private void asciiCharacter(char c) {
    switch (c) {
      case '"', '\\' -> {
        put('\\');
        put(c);
      }
      case '\b' -> ascii("\\b");
      case '\f' -> ascii("\\f");
      case '\n' -> ascii("\\n");
      case '\r' -> ascii("\\r");
      case '\t' -> ascii("\\t");
      case '<', '>', '&' -> escape(c);
      default -> {
        if (c < ' ') {
          escape(c);
        } else {
          put(c);
        }
      }
    }
  }

  /** Writes the character at an index and returns how many units beyond the first it took. */
  private int beyondAscii(String text, int index) {
    int point = text.codePointAt(index);
    if (point == 0x2028 || point == 0x2029) {
      escape((char) point);
      return 0;
    }
    if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
      escape('\ufffd');
      return 0;
    }
    raw(Character.toString(point).getBytes(StandardCharsets.UTF_8));
    return Character.charCount(point) - 1;
  }

  private void escape(char c) {
    ascii("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      put((char) HEX[c >> shift & 15]);
    }
  }

  private void hex(long word) {
    room(16);
    for (int shift = 60; shift >= 0; shift -= 4) {
      out[size++] = HEX[(int) (word >>> shift) & 15];
    }
  }

  @SuppressWarnings("deprecation") // The one call that copies Latin-1 text without a new array.
  private void ascii(String text) {
    int length = text.length();
    room(length);
    text.getBytes(0, length, out, size);
    size += length;
  }

  private void raw(byte[] bytes) {
    room(bytes.length);
    System.arraycopy(bytes, 0, out, size, bytes.length);
    size += bytes.length;
  }

  private void put(char c) {
    if (size == out.length) {
      room(1);
    }
    out[size++] = (byte) c;
  }

  private void room(int more) {
    if (out.length - size < more) {
      out = Arrays.copyOf(out, Math.addExact(Math.max(2 * out.length, 64), more));
    }
  }
}
