package io.snapfleet.vault.maintain;

import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.PackedBlob;
import io.snapfleet.vault.repository.Repository;
import io.snapfleet.vault.repository.StoredSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out what a repository's snapshots need and what of the rest is worth removing. Refuses to
 * plan for a repository that lacks something its snapshots need.
 */
final class PrunePlanner {
  /** So many packs below a quarter of the usual size are worth being made into fewer. */
  private static final int SMALL_PACKS = 10;

  private static final int SMALL_PART = 4;

  private final Repository repository;
  private final PruneOptions options;
  private final Findings findings = new Findings();

  PrunePlanner(Repository repository, PruneOptions options) {
    this.repository = repository;
    this.options = options;
  }

  /** A plan, and what carrying it out needs to know. */
  record Prepared(
      PrunePlan plan,
      BlobCounts needed,
      IndexContent index,
      Map<Id, List<PackedBlob>> blobsToCopy) {}

  Prepared prepare() {
    List<StoredSnapshot> snapshots =
        SnapshotList.read(repository, (id, why) -> findings.damagedSnapshot(id.hex(), why));
    IndexContent index = IndexContent.read(repository, findings::damagedIndex);
    refuseUnsound();
    repository.reloadIndex();
    BlobCounts needed = ReachableBlobs.of(repository, snapshots, findings);
    refuseUnsound();
    List<PackUse> uses = PackUse.of(index.packs(), needed);
    Map<Id, Long> stored = RepositoryCheck.storedPacks(repository);
    Set<Id> missing = missing(uses, index, stored);
    refuseUnsound();
    return plan(index, needed, uses, stored, missing);
  }

  private void refuseUnsound() {
    List<Finding> errors =
        findings.sorted().stream().filter(finding -> finding.kind().isError()).toList();
    if (!errors.isEmpty()) {
      throw new UnsoundRepositoryException(repository.backend().location(), errors);
    }
  }

  /** Packs that are not there and not needed; one that is needed is a finding. */
  private Set<Id> missing(List<PackUse> uses, IndexContent index, Map<Id, Long> stored) {
    Set<Id> missing = new HashSet<>();
    for (PackUse use : uses) {
      Long size = stored.get(use.pack());
      long expected = IndexContent.packSize(index.packs().getOrDefault(use.pack(), List.of()));
      if (size == null && use.claimed().isEmpty()) {
        missing.add(use.pack());
      } else if (size == null) {
        findings.missingPack(use.pack());
      } else if (size != expected && !use.claimed().isEmpty()) {
        findings.wrongSize(use.pack(), expected, size);
      }
    }
    return missing;
  }

  private Prepared plan(
      IndexContent index,
      BlobCounts needed,
      List<PackUse> uses,
      Map<Id, Long> stored,
      Set<Id> missing) {
    Set<Id> removed = new HashSet<>();
    List<PackUse> kept = new ArrayList<>();
    for (PackUse use : uses) {
      if (!use.claimed().isEmpty()) {
        kept.add(use);
      } else if (!missing.contains(use.pack())) {
        removed.add(use.pack());
      }
    }
    List<PackUse> repacked = repacked(kept);
    Map<Id, List<PackedBlob>> blobsToCopy = new HashMap<>();
    repacked.forEach(use -> blobsToCopy.put(use.pack(), use.claimed()));
    Set<Id> unindexed = new HashSet<>(stored.keySet());
    unindexed.removeAll(index.packs().keySet());
    PrunePlan plan =
        new PrunePlan(
            unindexed,
            removed,
            blobsToCopy.keySet(),
            missing,
            RepositoryCheck.leftovers(repository),
            used(kept),
            freed(stored, unindexed, removed, repacked),
            used(repacked),
            unused(kept) - unused(repacked));
    return new Prepared(plan, needed, index, blobsToCopy);
  }

  private List<PackUse> repacked(List<PackUse> kept) {
    List<PackUse> chosen = new ArrayList<>();
    long unused = unused(kept);
    long mayStay = options.unusedBytesThatMayStay(used(kept));
    long copied = 0;
    for (PackUse use : candidates(kept)) {
      boolean worth = use.unusedBytes() == 0 || use.trees() || use.mixed() || unused > mayStay;
      if (worth && copied + use.bytes() <= options.maxRepackBytes()) {
        chosen.add(use);
        copied += use.bytes();
        unused -= use.unusedBytes();
      }
    }
    return chosen;
  }

  /** Packs that are partly used or of both kinds; small ones too, when there are many. */
  private List<PackUse> candidates(List<PackUse> kept) {
    List<PackUse> candidates = new ArrayList<>();
    List<PackUse> small = new ArrayList<>();
    for (PackUse use : kept) {
      if (use.unusedBytes() > 0 || use.mixed()) {
        candidates.add(use);
      } else if (use.bytes() < repository.settings().packSize() / SMALL_PART) {
        small.add(use);
      }
    }
    if (small.size() >= SMALL_PACKS) {
      candidates.addAll(small);
    }
    candidates.sort(PackUse.mostWasteFirst());
    return candidates;
  }

  private static long freed(
      Map<Id, Long> stored, Set<Id> unindexed, Set<Id> removed, List<PackUse> repacked) {
    long freed = unused(repacked);
    for (Set<Id> packs : List.of(unindexed, removed)) {
      for (Id pack : packs) {
        freed += stored.getOrDefault(pack, 0L);
      }
    }
    return freed;
  }

  private static long used(List<PackUse> uses) {
    return uses.stream().mapToLong(PackUse::usedBytes).sum();
  }

  private static long unused(List<PackUse> uses) {
    return uses.stream().mapToLong(PackUse::unusedBytes).sum();
  }
}
