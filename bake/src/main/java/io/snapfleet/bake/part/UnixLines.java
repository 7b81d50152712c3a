package io.snapfleet.bake.part;

import java.io.ByteArrayOutputStream;

/** Text whose lines end as Unix has it. */
final class UnixLines {
  private UnixLines() {}

  /** The same lines, the last one ended too, without the carriage return that may end each. */
  static byte[] of(byte[] text) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream(text.length + 1);
    int begin = 0;
    for (int at = 0; at < text.length; at++) {
      if (text[at] == '\n') {
        line(text, begin, at, lines);
        begin = at + 1;
      }
    }
    if (begin < text.length) {
      line(text, begin, text.length, lines);
    }
    return lines.toByteArray();
  }

  private static void line(byte[] text, int begin, int end, ByteArrayOutputStream lines) {
    boolean returned = end > begin && text[end - 1] == '\r';
    lines.write(text, begin, end - begin - (returned ? 1 : 0));
    lines.write('\n');
  }
}
