package io.snapfleet.vault.tree;

import io.snapfleet.vault.chunk.ContentChunker;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The buffers files are read into, each with room for the longest chunk. How many chunks are handed
 * to other threads is bounded; beyond that a reader works on its chunk itself. Thread-safe.
 */
final class ChunkBuffers {
  private static final int READ_AHEAD = 1 << 20;
  private static final int SIZE = ContentChunker.MAXIMUM + READ_AHEAD;

  private final ConcurrentLinkedQueue<byte[]> idle = new ConcurrentLinkedQueue<>();
  private final Semaphore handOvers;

  ChunkBuffers(int most, int readers) {
    this.handOvers = new Semaphore(most - readers);
  }

  byte[] take() {
    byte @Nullable [] one = idle.poll();
    return one != null ? one : new byte[SIZE];
  }

  void giveBack(byte[] buffer) {
    idle.add(buffer);
  }

  /** Whether a chunk may be handed to another thread; then {@link #handedBack} must follow. */
  boolean mayHandOver() {
    return handOvers.tryAcquire();
  }

  void handedBack(byte[] buffer) {
    giveBack(buffer);
    handOvers.release();
  }
}
