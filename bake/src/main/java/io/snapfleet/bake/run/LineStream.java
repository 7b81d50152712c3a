package io.snapfleet.bake.run;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Gives what is written to it on line by line; closing it gives on what has no line's end. Of what
 * a line shows one after the other, as of a progress bar, it is the last.
 */
public final class LineStream extends OutputStream {
  private final Consumer<String> lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  public LineStream(Consumer<String> lines) {
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
    String text = line.toString(StandardCharsets.UTF_8).replaceFirst("\r+$", "");
    line.reset();
    lines.accept(text.substring(text.lastIndexOf('\r') + 1));
  }
}
