package io.snapfleet.vault.image;

/** A range of an image, in bytes. */
public record Extent(long offset, long length) {

  public Extent {
    if (offset < 0 || length < 0 || offset + length < 0) {
      throw new IllegalArgumentException(
          "%d bytes at %d are no range of an image.".formatted(length, offset));
    }
  }

  public long end() {
    return offset + length;
  }
}
