package io.snapfleet.vault.chunk;

/** Cuts a known length into chunks of one size, the last one being what is left. */
public record FixedChunker(long length, int size) {

  public FixedChunker {
    if (length < 0 || size < 1 || Integer.bitCount(size) != 1) {
      throw new IllegalArgumentException(
          "%d bytes cannot be cut into chunks of %d.".formatted(length, size));
    }
    Math.toIntExact((length + size - 1) / size);
  }

  public int count() {
    return (int) ((length + size - 1) / size);
  }

  public long offset(int index) {
    return (long) index * size;
  }

  public int length(int index) {
    return (int) Math.min(size, length - offset(index));
  }
}
