package io.snapfleet.vault.repository;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The pieces of memory packs are put together in, used again and again. Thread-safe. */
final class Segments {
  private static final int SIZE = 4 << 20;

  private final ConcurrentLinkedQueue<byte[]> idle = new ConcurrentLinkedQueue<>();

  /** A segment of at least the given length. */
  byte[] take(int least) {
    if (least > SIZE) {
      return new byte[least];
    }
    byte @Nullable [] one = idle.poll();
    return one != null ? one : new byte[SIZE];
  }

  void giveBack(byte[] segment) {
    if (segment.length == SIZE) {
      idle.add(segment);
    }
  }
}
