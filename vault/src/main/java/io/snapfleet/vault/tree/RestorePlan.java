package io.snapfleet.vault.tree;

import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.IdList;
import io.snapfleet.vault.format.PackedBlob;
import io.snapfleet.vault.repository.BlobLocation;
import io.snapfleet.vault.repository.Repository;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which pieces of which pack belong where in which files. Thread-safe while it is gathered. */
final class RestorePlan {
  private final Repository repository;
  private final Map<Id, PackPlan> packs = new HashMap<>();

  RestorePlan(Repository repository) {
    this.repository = repository;
  }

  /** Where a blob is written to. */
  record Place(RestoredFile file, long position) {}

  /** The blobs of one pack that are wanted. */
  record PackPlan(Id pack, Map<Id, PackedBlob> blobs, Map<Id, List<Place>> places) {
    long bytes() {
      return blobs.values().stream().mapToLong(PackedBlob::length).sum();
    }
  }

  /** Adds a file's pieces, or nothing and the id of the blob that is missing. */
  Optional<Id> add(RestoredFile file, IdList content) {
    List<BlobLocation> locations = new ArrayList<>(content.size());
    for (Id id : content) {
      Optional<BlobLocation> location = repository.locate(BlobKind.DATA, id);
      if (location.isEmpty()) {
        return Optional.of(id);
      }
      locations.add(location.get());
    }
    file.expect(locations.size());
    add(file, locations);
    return Optional.empty();
  }

  private synchronized void add(RestoredFile file, List<BlobLocation> locations) {
    long position = 0;
    for (BlobLocation location : locations) {
      PackedBlob blob = location.blob();
      PackPlan pack =
          packs.computeIfAbsent(
              location.pack(), id -> new PackPlan(id, new HashMap<>(), new HashMap<>()));
      pack.blobs().put(blob.id(), blob);
      pack.places()
          .computeIfAbsent(blob.id(), id -> new ArrayList<>(1))
          .add(new Place(file, position));
      position += blob.plainLength();
    }
  }

  /**
   * The packs, those with the most to read first, so that no thread is left with one at the end.
   */
  synchronized Collection<PackPlan> packs() {
    List<PackPlan> ordered = new ArrayList<>(packs.values());
    ordered.sort((one, other) -> Long.compare(other.bytes(), one.bytes()));
    return ordered;
  }
}
