package io.snapfleet.vault.maintain;

import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.PackedBlob;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What of a pack is needed.
 *
 * @param claimed blobs that snapshots need and that no other pack is to provide
 * @param usedBytes of the claimed blobs
 * @param unusedBytes of the others
 * @param mixed whether it holds trees and data, which belong into packs of their own
 */
record PackUse(
    Id pack,
    List<PackedBlob> claimed,
    boolean trees,
    boolean mixed,
    long usedBytes,
    long unusedBytes) {
  private static final int CLAIMED = 1;

  /**
   * Of a blob that lies in several packs, the pack with the least that nobody needs provides it:
   * one that a killed prune has copied comes before those it copied from.
   */
  static List<PackUse> of(Map<Id, List<PackedBlob>> packs, BlobCounts needed) {
    List<Map.Entry<Id, List<PackedBlob>>> leastWasteFirst =
        packs.entrySet().stream()
            .map(pack -> Map.entry(waste(pack.getValue(), needed), pack))
            .sorted(
                Map.Entry.<Long, Map.Entry<Id, List<PackedBlob>>>comparingByKey()
                    .thenComparing(pack -> pack.getValue().getKey()))
            .map(Map.Entry::getValue)
            .toList();
    List<PackUse> uses = new ArrayList<>();
    for (Map.Entry<Id, List<PackedBlob>> pack : leastWasteFirst) {
      uses.add(of(pack.getKey(), pack.getValue(), needed));
    }
    return uses;
  }

  long bytes() {
    return usedBytes + unusedBytes;
  }

  /** The packs of which most is wasted come first, and of trees before those of data. */
  static Comparator<PackUse> mostWasteFirst() {
    return Comparator.comparing((PackUse use) -> !(use.trees || use.mixed))
        .thenComparing(use -> -(double) use.unusedBytes / Math.max(1, use.bytes()))
        .thenComparing(PackUse::pack);
  }

  private static PackUse of(Id pack, List<PackedBlob> blobs, BlobCounts needed) {
    List<PackedBlob> claimed = new ArrayList<>();
    long used = 0;
    long unused = 0;
    for (PackedBlob blob : blobs) {
      if (needed.get(blob.kind(), blob.id()) == 0) {
        needed.set(blob.kind(), blob.id(), CLAIMED);
        claimed.add(blob);
        used += blob.length();
      } else {
        unused += blob.length();
      }
    }
    boolean trees = blobs.stream().anyMatch(blob -> blob.kind() == BlobKind.TREE);
    boolean data = blobs.stream().anyMatch(blob -> blob.kind() == BlobKind.DATA);
    return new PackUse(pack, List.copyOf(claimed), trees, trees && data, used, unused);
  }

  private static long waste(List<PackedBlob> blobs, BlobCounts needed) {
    return blobs.stream()
        .filter(blob -> !needed.contains(blob.kind(), blob.id()))
        .mapToLong(PackedBlob::length)
        .sum();
  }
}
