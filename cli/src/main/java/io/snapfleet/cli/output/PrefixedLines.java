package io.snapfleet.cli.output;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Passes on whole lines, each with a prefix, so that several of these can share one stream. What is
 * left without a line's end is passed on when it is closed; the shared stream stays open. Not
 * thread-safe; the shared stream is locked while a line is written.
 */
public final class PrefixedLines extends OutputStream {
  private final byte[] prefix;
  private final OutputStream shared;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  public PrefixedLines(String prefix, OutputStream shared) {
    this.prefix = prefix.getBytes(StandardCharsets.UTF_8);
    this.shared = shared;
  }

  @Override
  public void write(int one) throws IOException {
    line.write(one);
    if (one == '\n') {
      pass();
    }
  }

  @Override
  public void write(byte[] piece, int from, int count) throws IOException {
    for (int at = from; at < from + count; at++) {
      write(piece[at]);
    }
  }

  @Override
  public void close() throws IOException {
    if (line.size() > 0) {
      line.write('\n');
      pass();
    }
  }

  private void pass() throws IOException {
    synchronized (shared) {
      shared.write(prefix);
      line.writeTo(shared);
      shared.flush();
    }
    line.reset();
  }
}
