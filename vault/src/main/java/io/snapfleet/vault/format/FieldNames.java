package io.snapfleet.vault.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The names of fields that occur a hundred thousand times, found without making new text. */
final class FieldNames {
  private static final int SLOTS = 256;
  private static final byte[][] BYTES = new byte[SLOTS][];
  private static final String[] TEXTS = new String[SLOTS];

  static {
    String often =
        "name type mode mtime atime ctime uid gid user group inode device_id size links linktarget"
            + " linktarget_raw extended_attributes generic_attributes device content subtree error"
            + " nodes id blobs offset length uncompressed_length packs value";
    for (String name : often.split(" ")) {
      byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
      int slot = slot(bytes, 0, bytes.length);
      while (BYTES[slot] != null) {
        slot = (slot + 1) % SLOTS;
      }
      BYTES[slot] = bytes;
      TEXTS[slot] = name;
    }
  }

  private FieldNames() {}

  /** The name, or null when it is none of those. */
  static @Nullable String of(byte[] in, int from, int to) {
    if (from == to) {
      return null;
    }
    for (int slot = slot(in, from, to); BYTES[slot] != null; slot = (slot + 1) % SLOTS) {
      if (Arrays.equals(BYTES[slot], 0, BYTES[slot].length, in, from, to)) {
        return TEXTS[slot];
      }
    }
    return null;
  }

  private static int slot(byte[] in, int from, int to) {
    return ((in[from] * 31 + in[to - 1]) * 31 + (to - from)) & (SLOTS - 1);
  }
}
