package io.snapfleet.vault.maintain;

import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.PackedBlob;
import io.snapfleet.vault.repository.Repository;
import io.snapfleet.vault.store.Backend.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes packs out of a repository: first an index without them is stored, then the old index files
 * go, then the packs. Killed in between, the repository lists something twice or holds packs that
 * nothing lists, and both are valid.
 */
final class PackRemoval {
  private final Repository repository;

  PackRemoval(Repository repository) {
    this.repository = repository;
  }

  /** Removes the packs; {@code index} is what the index files list now. */
  void remove(IndexContent index, Set<Id> packs) {
    unlist(index, packs);
    repository.reloadIndex();
    Parallel.forEach(packs, pack -> repository.delete(Kind.DATA, pack));
  }

  /** Replaces the index files that list any of the packs by ones that do not. */
  void unlist(IndexContent index, Set<Id> packs) {
    List<Id> obsolete = new ArrayList<>();
    Map<Id, List<PackedBlob>> remaining = new LinkedHashMap<>();
    index
        .files()
        .forEach(
            (file, listed) -> {
              if (listed.stream().anyMatch(packs::contains)) {
                obsolete.add(file);
                listed.stream()
                    .filter(pack -> !packs.contains(pack))
                    .forEach(pack -> remaining.put(pack, blobs(index, pack)));
              }
            });
    replace(obsolete, remaining);
  }

  /** Stores index files that list these packs, and only then deletes the obsolete ones. */
  void replace(Collection<Id> obsolete, Map<Id, List<PackedBlob>> packs) {
    if (!packs.isEmpty()) {
      repository.saveIndexes(packs);
    }
    obsolete.forEach(file -> repository.delete(Kind.INDEX, file));
    repository.reloadIndex();
  }

  private static List<PackedBlob> blobs(IndexContent index, Id pack) {
    return index.packs().getOrDefault(pack, List.of());
  }
}
