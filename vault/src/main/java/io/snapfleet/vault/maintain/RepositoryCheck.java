package io.snapfleet.vault.maintain;

import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.PackedBlob;
import io.snapfleet.vault.repository.LockKind;
import io.snapfleet.vault.repository.Repository;
import io.snapfleet.vault.repository.RepositoryLock;
import io.snapfleet.vault.repository.StoredSnapshot;
import io.snapfleet.vault.store.Backend;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Looks whether a repository holds what its snapshots need. Holds a shared lock meanwhile, so that
 * backups go on and nobody prunes.
 */
public final class RepositoryCheck {

  /**
   * What was looked at and what was found.
   *
   * @param bytesRead of packs that were read whole; 0 for a check of the structure alone
   */
  public record Report(int snapshots, int packs, long bytesRead, List<Finding> findings) {
    public Report {
      findings = List.copyOf(findings);
    }

    /** Whether no data is lost or at risk. */
    public boolean isSound() {
      return findings.stream().noneMatch(finding -> finding.kind().isError());
    }
  }

  /** Told of every pack that was read, with its size. */
  public interface Progress extends Consumer<Long> {}

  /** Temporary files younger than this may belong to a writer that is at work. */
  private static final Duration AT_WORK = Duration.ofHours(1);

  private final Repository repository;
  private final Findings findings = new Findings();

  private RepositoryCheck(Repository repository) {
    this.repository = repository;
  }

  /** Checks that every index, pack, tree and blob that snapshots need is there. */
  public static Report structure(Repository repository) {
    try (RepositoryLock lock = repository.lock(LockKind.SHARED)) {
      return new RepositoryCheck(repository).checkStructure();
    }
  }

  /** Checks the structure, and then every byte: each pack's hash, each blob's code and name. */
  public static Report readData(Repository repository, Progress progress) {
    try (RepositoryLock lock = repository.lock(LockKind.SHARED)) {
      RepositoryCheck check = new RepositoryCheck(repository);
      Report structure = check.checkStructure();
      long bytes = new PackVerifier(repository, check.findings).verifyAll(progress);
      return new Report(structure.snapshots(), structure.packs(), bytes, check.findings.sorted());
    }
  }

  /** Snapshots are listed before indexes: what a snapshot needs was indexed before it was saved. */
  private Report checkStructure() {
    List<StoredSnapshot> snapshots =
        SnapshotList.read(repository, (id, why) -> findings.damagedSnapshot(id.hex(), why));
    IndexContent index = IndexContent.read(repository, findings::damagedIndex);
    checkPacks(index.packs());
    if (findings.sorted().stream().noneMatch(found -> found.kind() == Finding.Kind.INDEX_DAMAGED)) {
      repository.reloadIndex();
      ReachableBlobs.of(repository, snapshots, findings);
    }
    leftovers().forEach(findings::leftover);
    return new Report(snapshots.size(), index.packs().size(), 0, findings.sorted());
  }

  private void checkPacks(Map<Id, List<PackedBlob>> indexed) {
    Map<Id, Long> stored = storedPacks(repository);
    indexed.forEach(
        (pack, blobs) -> {
          Long size = stored.remove(pack);
          if (size == null) {
            findings.missingPack(pack);
          } else if (size != IndexContent.packSize(blobs)) {
            findings.wrongSize(pack, IndexContent.packSize(blobs), size);
          }
        });
    stored.forEach(findings::unindexedPack);
  }

  /** Every pack file there is, with its size. */
  static Map<Id, Long> storedPacks(Repository repository) {
    Map<Id, Long> sizes = new HashMap<>();
    for (Backend.Entry entry : repository.backend().list(Backend.Kind.DATA)) {
      sizes.put(Id.parse(entry.name()), entry.size());
    }
    return sizes;
  }

  private List<Backend.Leftover> leftovers() {
    return leftovers(repository);
  }

  static List<Backend.Leftover> leftovers(Repository repository) {
    return repository.backend().leftovers(repository.settings().clock().instant().minus(AT_WORK));
  }
}
