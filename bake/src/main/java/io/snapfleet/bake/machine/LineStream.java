package io.snapfleet.bake.machine;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Gives what is written to it on line by line; closing it gives on what has no line's end. */
final class LineStream extends OutputStream {
  private final Consumer<String> lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  LineStream(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  public synchronized void write(int value) {
    if (value == '\n') {
      giveOn();
    } else {
      line.write(value);
    }
  }

  @Override
  public synchronized void close() {
    if (line.size() > 0) {
      giveOn();
    }
  }

  private void giveOn() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    lines.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }
}
