package io.snapfleet.bench.vault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Content that does not compress, with a mark in each block to find it by. */
final class MediaFile {
  private static final int BLOCK = 16 << 10;

  /** How each block begins. */
  static final long MARK = 0x736e_6170_6d65_6469L;

  private MediaFile() {}

  static void write(Path file, long seed, long bytes) throws IOException {
    Generated generated = new Generated(seed);
    byte[] block = new byte[BLOCK];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long written = 0; written < bytes; written += BLOCK) {
        generated.media(block, 0, BLOCK);
        ByteBuffer.wrap(block).putLong(MARK);
        out.write(block);
      }
    }
  }
}
