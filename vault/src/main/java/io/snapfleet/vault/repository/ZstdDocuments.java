package io.snapfleet.vault.repository;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Decompresses documents whose frames do not say how long they are. */
final class ZstdDocuments {
  private ZstdDocuments() {}

  static byte[] stream(byte[] in, int offset, int length, int longest) {
    try (ZstdInputStreamNoFinalizer stream =
        new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(in, offset, length))) {
      byte[] bytes = stream.readNBytes(longest);
      if (stream.read() >= 0) {
        throw new DamagedException("a compressed document has more than " + longest + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw new DamagedException("a compressed document is damaged: " + e.getMessage(), e);
    }
  }
}
