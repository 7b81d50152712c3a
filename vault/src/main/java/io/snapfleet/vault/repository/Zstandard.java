package io.snapfleet.vault.repository;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Compresses and decompresses whole blobs. Thread-safe: contexts and buffers are lent. */
final class Zstandard implements AutoCloseable {
  private final ConcurrentLinkedQueue<Lent> idle = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<ZstdDecompressCtx> decompressors =
      new ConcurrentLinkedQueue<>();
  private final int level;

  Zstandard(int level) {
    this.level = level;
  }

  /** A compressor and the buffer it writes to, for one thread at a time. */
  final class Lent implements AutoCloseable {
    private final ZstdCompressCtx context = new ZstdCompressCtx();
    private byte[] out = new byte[0];

    private Lent() {
      context.setLevel(level).setContentSize(true).setChecksum(false);
    }

    /** Compresses into {@link #out} and returns the length. */
    int compress(byte[] in, int offset, int length) {
      int most = Math.toIntExact(Zstd.compressBound(length));
      if (out.length < most) {
        out = new byte[most];
      }
      return context.compressByteArray(out, 0, out.length, in, offset, length);
    }

    byte[] out() {
      return out;
    }

    @Override
    public void close() {
      idle.add(this);
    }
  }

  Lent lend() {
    @Nullable Lent one = idle.poll();
    return one != null ? one : new Lent();
  }

  /** Decompresses exactly the given number of bytes; anything else is damage. */
  void decompress(byte[] in, int offset, int length, byte[] out, int outOffset, int expected) {
    @Nullable ZstdDecompressCtx pooled = decompressors.poll();
    ZstdDecompressCtx context = pooled != null ? pooled : new ZstdDecompressCtx();
    try {
      int written = context.decompressByteArray(out, outOffset, expected, in, offset, length);
      if (written != expected) {
        throw new DamagedException(
            "compressed data holds " + written + " bytes where " + expected + " were stored");
      }
    } catch (ZstdException e) {
      throw new DamagedException("compressed data is damaged: " + e.getMessage(), e);
    } finally {
      decompressors.add(context);
    }
  }

  /** Decompresses a document whose length only the frame tells, up to a bound. */
  byte[] decompressDocument(byte[] in, int offset, int length, int longest) {
    long size = Zstd.getFrameContentSize(in, offset, length);
    if (size <= 0) {
      return ZstdDocuments.stream(in, offset, length, longest);
    }
    if (size > longest) {
      throw new DamagedException("a compressed document claims to have " + size + " bytes");
    }
    byte[] out = new byte[(int) size];
    decompress(in, offset, length, out, 0, out.length);
    return out;
  }

  @Override
  public void close() {
    for (Lent one = idle.poll(); one != null; one = idle.poll()) {
      one.context.close();
    }
    for (ZstdDecompressCtx one = decompressors.poll(); one != null; one = decompressors.poll()) {
      one.close();
    }
  }
}
