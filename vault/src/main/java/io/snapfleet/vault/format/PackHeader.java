package io.snapfleet.vault.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The list of a pack's blobs, at its end, from which a lost index can be made again. */
public final class PackHeader {
  /** The longest header, encrypted, that is read. */
  public static final int LONGEST = 16 * 1024 * 1024;

  /** Bytes of the header's length, which end the pack. */
  public static final int LENGTH_FIELD = 4;

  private static final int PLAIN_ENTRY = 1 + 4 + Id.LENGTH;
  private static final int COMPRESSED_ENTRY = PLAIN_ENTRY + 4;

  private PackHeader() {}

  /** How many bytes the header of so many blobs takes at most, encrypted and with its length. */
  public static int size(int blobs) {
    return blobs * COMPRESSED_ENTRY + PackedBlob.OVERHEAD + LENGTH_FIELD;
  }

  /** The header's plain bytes. */
  public static byte[] write(List<PackedBlob> blobs) {
    ByteBuffer out =
        ByteBuffer.allocate(blobs.size() * COMPRESSED_ENTRY).order(ByteOrder.LITTLE_ENDIAN);
    for (PackedBlob blob : blobs) {
      out.put((byte) ((blob.kind() == BlobKind.TREE ? 1 : 0) + (blob.isCompressed() ? 2 : 0)));
      out.putInt(blob.length());
      if (blob.isCompressed()) {
        out.putInt(blob.rawLength());
      }
      out.put(blob.id().bytes());
    }
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }

  /**
   * Reads a header's plain bytes.
   *
   * @param dataLength how many bytes of the pack come before the header
   */
  public static List<PackedBlob> read(byte[] header, long dataLength) {
    ByteBuffer in = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    List<PackedBlob> blobs = new ArrayList<>(header.length / PLAIN_ENTRY);
    long offset = 0;
    while (in.hasRemaining()) {
      PackedBlob blob = readEntry(in, offset);
      blobs.add(blob);
      offset += blob.length();
    }
    if (offset != dataLength) {
      throw new FormatException(
          "a pack's header lists " + offset + " bytes of blobs where there are " + dataLength);
    }
    return blobs;
  }

  private static PackedBlob readEntry(ByteBuffer in, long offset) {
    int type = in.get(in.position());
    if (type < 0 || type > 3) {
      throw new FormatException("a pack's header has an entry of unknown type " + type);
    }
    if (in.remaining() < (type < 2 ? PLAIN_ENTRY : COMPRESSED_ENTRY)) {
      throw new FormatException("a pack's header is cut off");
    }
    in.get();
    int length = in.getInt();
    int rawLength = type < 2 ? 0 : in.getInt();
    byte[] id = new byte[Id.LENGTH];
    in.get(id);
    if (length < PackedBlob.OVERHEAD || rawLength < 0) {
      throw new FormatException("a pack's header has a blob of impossible length");
    }
    BlobKind kind = (type & 1) == 0 ? BlobKind.DATA : BlobKind.TREE;
    return new PackedBlob(kind, Id.of(id), offset, length, rawLength);
  }
}
