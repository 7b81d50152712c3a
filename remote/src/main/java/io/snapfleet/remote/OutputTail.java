package io.snapfleet.remote;

import io.snapfleet.remote.secret.Secret;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps the last 64 KiB that were written to it and gives them as text in which each secret reads
 * {@code [redacted]}: whole secrets, and each line of a secret that is several lines long.
 * Thread-safe.
 */
final class OutputTail extends OutputStream {
  static final int LIMIT = 64 * 1024;
  private static final String REDACTED = "[redacted]";
  private static final int SHORTEST_LINE = 8;

  private final List<String> secrets;
  private final int keep;
  private byte[] buffer = new byte[4 * 1024];
  private int length;

  OutputTail(Collection<Secret> secrets) {
    this.secrets = secrets.stream().flatMap(OutputTail::texts).map(OutputTail::latin).toList();
    int longest = this.secrets.stream().mapToInt(String::length).max().orElse(0);
    // A secret that begins before the kept part must still be seen whole.
    this.keep = LIMIT + longest;
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  void writeBytes(byte[] bytes) {
    write(bytes, 0, bytes.length);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int count) {
    int skipped = Math.max(0, count - keep);
    makeRoom(count - skipped);
    System.arraycopy(bytes, offset + skipped, buffer, length, count - skipped);
    length += count - skipped;
  }

  synchronized String text() {
    String raw = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
    BitSet secret = secretPositions(raw);
    int start = Math.max(0, length - LIMIT);
    if (start > 0 && secret.get(start - 1)) {
      start = secret.nextClearBit(start);
    }
    String text = redact(raw, secret, Math.min(start, length));
    return text.substring(Math.max(0, text.length() - LIMIT));
  }

  private void makeRoom(int count) {
    if (length + count <= buffer.length) {
      return;
    }
    int kept = Math.min(length, keep);
    byte[] next = buffer;
    if (kept + count > buffer.length) {
      next = new byte[Math.max(kept + count, Math.min(2 * keep, 2 * buffer.length))];
    }
    System.arraycopy(buffer, length - kept, next, 0, kept);
    buffer = next;
    length = kept;
  }

  private BitSet secretPositions(String raw) {
    BitSet positions = new BitSet(raw.length());
    for (String secret : secrets) {
      int at = raw.indexOf(secret);
      while (at >= 0) {
        positions.set(at, at + secret.length());
        at = raw.indexOf(secret, at + 1);
      }
    }
    return positions;
  }

  private static String redact(String raw, BitSet secret, int start) {
    StringBuilder result = new StringBuilder();
    int at = start;
    while (at < raw.length()) {
      boolean hidden = secret.get(at);
      int next = hidden ? secret.nextClearBit(at) : nextSecret(secret, at, raw.length());
      result.append(hidden ? REDACTED : utf8(raw.substring(at, next)));
      at = next;
    }
    return result.toString();
  }

  private static int nextSecret(BitSet secret, int from, int end) {
    int next = secret.nextSetBit(from);
    return next < 0 ? end : next;
  }

  private static Stream<String> texts(Secret secret) {
    String value = secret.reveal();
    Stream<String> lines = value.lines().filter(line -> line.length() >= SHORTEST_LINE);
    return Stream.concat(Stream.of(value), lines).filter(text -> !text.isEmpty());
  }

  /** One character for each byte, so that positions in both are the same. */
  private static String latin(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static String utf8(String latin) {
    return new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
