package io.snapfleet.vault.maintain;

import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.PackedBlob;
import io.snapfleet.vault.repository.DamagedException;
import io.snapfleet.vault.repository.LockKind;
import io.snapfleet.vault.repository.Repository;
import io.snapfleet.vault.repository.RepositoryLock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes the index agree with the packs that are there. A pack that is listed with its right size is
 * taken as listed; of any other the header is read.
 */
public final class IndexRebuild {

  /**
   * What changed, and what could not be repaired.
   *
   * @param added packs that were there and not listed, or not as they are
   * @param dropped packs that were listed and not there
   * @param damagedIndexes index files that could not be read and were replaced
   */
  public record Report(
      Set<Id> added, Set<Id> dropped, Set<Id> damagedIndexes, List<Finding> findings) {
    public Report {
      added = Set.copyOf(added);
      dropped = Set.copyOf(dropped);
      damagedIndexes = Set.copyOf(damagedIndexes);
      findings = List.copyOf(findings);
    }
  }

  private final Repository repository;
  private final Findings findings = new Findings();
  private final Set<Id> damaged = ConcurrentHashMap.newKeySet();

  private IndexRebuild(Repository repository) {
    this.repository = repository;
  }

  /** Repairs the index from what is listed rightly and from the headers of the other packs. */
  public static Report run(Repository repository, Duration wait) {
    try (RepositoryLock lock = repository.lock(LockKind.EXCLUSIVE, wait)) {
      return new IndexRebuild(repository).rebuild();
    }
  }

  /** Reads the header of every pack, trusting no index. */
  public static Report readAllPacks(Repository repository, Duration wait) {
    try (RepositoryLock lock = repository.lock(LockKind.EXCLUSIVE, wait)) {
      IndexRebuild rebuild = new IndexRebuild(repository);
      return rebuild.rebuild(rebuild.readIndex(), Set.of());
    }
  }

  private Report rebuild() {
    IndexContent index = readIndex();
    Map<Id, Long> stored = RepositoryCheck.storedPacks(repository);
    Set<Id> right = new HashSet<>();
    index
        .packs()
        .forEach(
            (pack, blobs) -> {
              if (stored.getOrDefault(pack, -1L) == IndexContent.packSize(blobs)) {
                right.add(pack);
              }
            });
    return rebuild(index, right);
  }

  private IndexContent readIndex() {
    return IndexContent.read(repository, (file, why) -> damaged.add(file));
  }

  private Report rebuild(IndexContent index, Set<Id> right) {
    Map<Id, Long> stored = RepositoryCheck.storedPacks(repository);
    Map<Id, List<PackedBlob>> packs = new ConcurrentHashMap<>();
    Parallel.forEach(
        stored.entrySet(),
        pack -> {
          Id id = pack.getKey();
          List<PackedBlob> listed = index.packs().getOrDefault(id, List.of());
          List<PackedBlob> blobs =
              right.contains(id) ? listed : header(id, pack.getValue(), listed);
          if (!blobs.isEmpty()) {
            packs.put(id, blobs);
          }
        });
    Set<Id> added = new HashSet<>();
    packs.forEach(
        (pack, blobs) -> {
          if (!blobs.equals(index.packs().get(pack))) {
            added.add(pack);
          }
        });
    Set<Id> dropped = new HashSet<>(index.packs().keySet());
    dropped.removeAll(packs.keySet());
    if (!added.isEmpty() || !dropped.isEmpty() || !damaged.isEmpty()) {
      store(index, packs);
    }
    return new Report(added, dropped, damaged, findings.sorted());
  }

  /**
   * The blobs of the pack's header. Where it cannot be read, what the index lists stays listed:
   * that is what repairing the pack goes by.
   */
  private List<PackedBlob> header(Id pack, long size, List<PackedBlob> listed) {
    try {
      return repository.packHeader(pack, size);
    } catch (DamagedException unreadable) {
      findings.damagedPack(pack, String.valueOf(unreadable.getMessage()));
      return listed;
    }
  }

  private void store(IndexContent index, Map<Id, List<PackedBlob>> packs) {
    List<Id> obsolete = new ArrayList<>(index.files().keySet());
    obsolete.addAll(damaged);
    new PackRemoval(repository).replace(obsolete, packs);
  }
}
