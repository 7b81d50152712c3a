package io.snapfleet.vault.repository;

import io.snapfleet.vault.crypto.BatchHash;
import io.snapfleet.vault.crypto.BlobHash;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.PackedBlob;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Opens a pack's blobs, those of one length together where that is faster. Not thread-safe. */
final class BlobBatch {
  private final BlobOpener opener;
  private final BatchHash hash = BatchHash.forProcessor();
  private final int[] offsets = new int[BatchHash.MOST];
  private final byte[] hashes = new byte[BatchHash.MOST * BlobHash.LENGTH];
  private byte[] content = new byte[0];

  BlobBatch(BlobOpener opener) {
    this.opener = opener;
  }

  /**
   * Gives each blob to the consumer, in their order.
   *
   * @param stored the pack's bytes from {@code start} on
   */
  void open(Id pack, List<PackedBlob> blobs, ByteBuffer stored, long start, BlobConsumer consumer) {
    int from = 0;
    while (from < blobs.size()) {
      int to = endOfSame(blobs, from);
      openSame(pack, blobs.subList(from, to), stored, start, consumer);
      from = to;
    }
  }

  private int endOfSame(List<PackedBlob> blobs, int from) {
    int length = blobs.get(from).plainLength();
    int most = hash.gainsFromMany(length) ? Math.min(blobs.size(), from + BatchHash.MOST) : 0;
    int to = from + 1;
    while (to < most && blobs.get(to).plainLength() == length) {
      to++;
    }
    return to;
  }

  private void openSame(
      Id pack, List<PackedBlob> blobs, ByteBuffer stored, long start, BlobConsumer consumer) {
    int length = blobs.getFirst().plainLength();
    int stride = length + BatchHash.GAP;
    int room = (blobs.size() - 1) * stride + length;
    if (content.length < room) {
      content = new byte[room];
    }
    List<PackedBlob> opened = new ArrayList<>(blobs.size());
    for (PackedBlob blob : blobs) {
      int at = stored.arrayOffset() + (int) (blob.offset() - start);
      int offset = opened.size() * stride;
      try {
        opener.openUnhashed(pack, blob, stored.array(), at, content, offset);
        offsets[opened.size()] = offset;
        opened.add(blob);
      } catch (DamagedException e) {
        consumer.damaged(blob, e);
      }
    }
    hash.into(content, offsets, opened.size(), length, hashes);
    for (int i = 0; i < opened.size(); i++) {
      PackedBlob blob = opened.get(i);
      if (Id.of(hashes, i * BlobHash.LENGTH).equals(blob.id())) {
        consumer.accept(blob, content, offsets[i]);
      } else {
        consumer.damaged(blob, BlobOpener.otherHash(pack, blob));
      }
    }
  }
}
