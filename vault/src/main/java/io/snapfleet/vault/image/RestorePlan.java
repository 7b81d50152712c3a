package io.snapfleet.vault.image;

import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.IdList;
import io.snapfleet.vault.format.PackedBlob;
import io.snapfleet.vault.repository.BlobLocation;
import io.snapfleet.vault.repository.Repository;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Which blobs of which packs go where in an image: pack by pack, in the order in which the image
 * first needs them, each blob read once however often the image has it. Once made it is read-only.
 */
final class RestorePlan {

  /** Neighbouring blobs of one pack. */
  record Piece(Id pack, List<PackedBlob> blobs) {}

  private static final long BYTES_A_PIECE = 8 << 20;
  private static final int NONE = -1;

  private final Map<Id, List<PackedBlob>> packs = new LinkedHashMap<>();
  private final Map<Id, Integer> firstChunk = new HashMap<>();
  private final long[] offsets;
  private final int[] nextSame;
  private final long size;

  private RestorePlan(Repository repository, IdList content) {
    offsets = new long[content.size()];
    nextSame = new int[content.size()];
    Arrays.fill(nextSame, NONE);
    long end = 0;
    for (int chunk = 0; chunk < offsets.length; chunk++) {
      offsets[chunk] = end;
      end += add(repository, content.get(chunk), chunk);
    }
    size = end;
  }

  static RestorePlan of(Repository repository, IdList content) {
    return new RestorePlan(repository, content);
  }

  private int add(Repository repository, Id id, int chunk) {
    int length = repository.plainLength(BlobKind.DATA, id);
    if (length < 0) {
      throw new ImageException(
          "The blob %s of the image is in no index of the repository; `vault repair index` finds it if its pack is there."
              .formatted(id.hex()));
    }
    Integer before = firstChunk.put(id, chunk);
    if (before != null) {
      nextSame[chunk] = before;
    } else {
      BlobLocation location = repository.locate(BlobKind.DATA, id).orElseThrow();
      packs.computeIfAbsent(location.pack(), pack -> new ArrayList<>()).add(location.blob());
    }
    return length;
  }

  /** The length of the image. */
  long size() {
    return size;
  }

  List<Piece> pieces() {
    List<Piece> pieces = new ArrayList<>();
    packs.forEach((pack, blobs) -> split(pack, blobs, pieces));
    return pieces;
  }

  private static void split(Id pack, List<PackedBlob> blobs, List<Piece> pieces) {
    blobs.sort(Comparator.comparingLong(PackedBlob::offset));
    int from = 0;
    for (int to = 1; to <= blobs.size(); to++) {
      long start = blobs.get(from).offset();
      if (to == blobs.size() || end(blobs.get(to)) - start > BYTES_A_PIECE) {
        pieces.add(new Piece(pack, blobs.subList(from, to)));
        from = to;
      }
    }
  }

  private static long end(PackedBlob blob) {
    return blob.offset() + blob.length();
  }

  /** Tells each place of the image where the blob goes. */
  void forEachPlace(Id blob, LongConsumer place) {
    for (int chunk = firstChunk.getOrDefault(blob, NONE); chunk != NONE; chunk = nextSame[chunk]) {
      place.accept(offsets[chunk]);
    }
  }
}
