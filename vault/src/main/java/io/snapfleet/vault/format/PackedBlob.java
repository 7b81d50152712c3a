package io.snapfleet.vault.format;

/**
 * Where in a pack a blob is.
 *
 * @param length bytes in the pack, encrypted
 * @param rawLength bytes before compression; 0 when it is stored uncompressed
 */
public record PackedBlob(BlobKind kind, Id id, long offset, int length, int rawLength) {
  /** What encryption adds to a blob. */
  public static final int OVERHEAD = 32;

  public boolean isCompressed() {
    return rawLength != 0;
  }

  /** The blob's own length. */
  public int plainLength() {
    return isCompressed() ? rawLength : length - OVERHEAD;
  }
}
