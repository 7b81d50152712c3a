package io.snapfleet.vault.maintain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.maintain.SnapshotRepair.Originals;
import io.snapfleet.vault.maintain.SnapshotRepair.Outcome;
import io.snapfleet.vault.repository.Repository;
import io.snapfleet.vault.store.Backend.Kind;
import io.snapfleet.vault.store.LocalBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each damage is found, named with its file, and repaired as far as it can be. */
class DamageTest {
  @TempDir Path directory;
  private Path root;
  private Repository repository;
  private Map<String, byte[]> files;
  private Id snapshot;

  @BeforeEach
  void createRepository() {
    root = directory.resolve("repository");
    TestRepository.create(LocalBackend.create(root));
    repository = TestRepository.open(LocalBackend.open(root));
    files = new TreeMap<>();
    for (int number = 0; number < 4; number++) {
      files.put("file" + number, TestRepository.randomBytes(number, 900_000));
    }
    snapshot = TestRepository.backUp(repository, files);
  }

  @AfterEach
  void close() {
    repository.close();
  }

  @Test
  void aSoundRepositoryHasNoFindings() {
    RepositoryCheck.Report report = RepositoryCheck.readData(repository, size -> {});

    assertThat(report.findings()).isEmpty();
    assertThat(report.isSound()).isTrue();
    assertThat(report.snapshots()).isEqualTo(1);
    assertThat(report.bytesRead()).isGreaterThan(3_600_000);
  }

  @Test
  void aFlippedBitIsFoundByReadingAndItsPackIsSalvaged() {
    Path pack = packs().getFirst();
    Directories.flipBit(pack, 150);

    assertThat(RepositoryCheck.structure(repository).isSound()).isTrue();
    assertFound(Finding.Kind.PACK_DAMAGED, pack);
    PackRepair.Salvaged salvaged = salvage(pack);

    assertThat(salvaged.lost()).hasSize(1);
    assertThat(salvaged.saved()).isPositive();
    assertThat(directory.resolve("kept/pack-" + pack.getFileName())).exists();
    assertThat(kinds(RepositoryCheck.structure(repository)))
        .containsOnly(Finding.Kind.BLOB_MISSING);
    replacesTheSnapshotByWhatIsLeft(1);
  }

  @Test
  void aBackupOfTheSameFilesHealsWhatASalvageLost() {
    Path pack = packs().getFirst();
    Directories.flipBit(pack, 150);
    salvage(pack);

    TestRepository.backUp(repository, files);

    assertThat(RepositoryCheck.readData(repository, size -> {}).findings()).isEmpty();
    new Restic(root).checkReadData();
  }

  @Test
  void aTruncatedPackIsFoundByItsSizeAndWhatIsBeforeTheCutIsSalvaged() {
    Path pack = packs().getFirst();
    Directories.truncate(pack, 500_000);

    assertThat(kinds(RepositoryCheck.structure(repository)))
        .containsOnly(Finding.Kind.PACK_WRONG_SIZE);
    assertFound(Finding.Kind.PACK_DAMAGED, pack);
    IndexRebuild.Report rebuilt = IndexRebuild.run(repository, Duration.ZERO);
    assertThat(rebuilt.findings())
        .extracting(Finding::kind)
        .containsOnly(Finding.Kind.PACK_DAMAGED);
    PackRepair.Salvaged salvaged = salvage(pack);

    assertThat(salvaged.saved()).isEqualTo(2);
    assertThat(salvaged.lost()).isNotEmpty();
    replacesTheSnapshotByWhatIsLeft(salvaged.lost().size());
  }

  @Test
  void aPackOfNoLengthIsFoundAndTakenOut() {
    Path pack = packs().getFirst();
    Directories.truncate(pack, 0);

    assertThat(kinds(RepositoryCheck.readData(repository, size -> {})))
        .contains(Finding.Kind.PACK_WRONG_SIZE);
    PackRepair.Salvaged salvaged = salvage(pack);

    assertThat(salvaged.saved()).isZero();
    replacesTheSnapshotByWhatIsLeft(salvaged.lost().size());
  }

  @Test
  void aMissingPackIsNamedAndItsFilesAreReplaced() throws IOException {
    Path pack = packs().getFirst();
    Files.delete(pack);

    assertFound(Finding.Kind.PACK_MISSING, pack);
    assertThatThrownBy(() -> Pruner.prune(repository, PruneOptions.DEFAULT))
        .isInstanceOf(UnsoundRepositoryException.class);
    IndexRebuild.Report rebuilt = IndexRebuild.run(repository, Duration.ZERO);

    assertThat(rebuilt.dropped()).containsExactly(id(pack));
    replacesTheSnapshotByWhatIsLeft(6);
  }

  @Test
  void aMissingIndexIsMadeAgainFromThePacks() throws IOException {
    Files.delete(Directories.files(root.resolve("index")).getFirst());
    repository.reloadIndex();

    assertThat(kinds(RepositoryCheck.structure(repository)))
        .containsOnly(Finding.Kind.BLOB_MISSING, Finding.Kind.PACK_UNINDEXED);
    IndexRebuild.Report rebuilt = IndexRebuild.run(repository, Duration.ZERO);

    assertThat(rebuilt.added()).hasSize(packs().size());
    assertWhole();
  }

  @Test
  void aDamagedIndexIsNamedAndReplaced() {
    Path index = Directories.files(root.resolve("index")).getFirst();
    Directories.flipBit(index, 100);

    assertFound(Finding.Kind.INDEX_DAMAGED, index);
    IndexRebuild.Report rebuilt = IndexRebuild.run(repository, Duration.ZERO);

    assertThat(rebuilt.damagedIndexes()).containsExactly(id(index));
    assertThat(index).doesNotExist();
    assertWhole();
  }

  @Test
  void anIndexOfNoLengthIsNamedAndReplaced() {
    Path index = Directories.files(root.resolve("index")).getFirst();
    Directories.truncate(index, 0);

    assertFound(Finding.Kind.INDEX_DAMAGED, index);
    IndexRebuild.readAllPacks(repository, Duration.ZERO);
    assertWhole();
  }

  @Test
  void anIndexThatIsRightIsLeftAsItIs() {
    List<Id> before = repository.indexes();

    IndexRebuild.Report rebuilt = IndexRebuild.run(repository, Duration.ZERO);

    assertThat(rebuilt.added()).isEmpty();
    assertThat(repository.indexes()).isEqualTo(before);
  }

  @Test
  void aDamagedSnapshotIsNamedAndHidesNoOther() {
    Id other = TestRepository.backUp(repository, Map.of("one", new byte[] {1}));
    Path file = root.resolve("snapshots/" + other.hex());
    Directories.flipBit(file, 60);

    assertFound(Finding.Kind.SNAPSHOT_DAMAGED, file);
    assertThatThrownBy(() -> Pruner.prune(repository, PruneOptions.DEFAULT))
        .isInstanceOf(UnsoundRepositoryException.class);
    List<Outcome> outcomes = SnapshotRepair.run(repository, Originals.FORGET, Duration.ZERO);

    assertThat(outcomes)
        .singleElement()
        .isInstanceOfSatisfying(
            Outcome.Hopeless.class, hopeless -> assertThat(hopeless.original()).isEqualTo(other));
    assertWhole();
  }

  @Test
  void aDirectoryWhoseListingIsLostBecomesEmpty() throws IOException {
    Path trees = packs().getLast();
    byte[] tree = Files.readAllBytes(trees);
    PackWithTrees damaged = new PackWithTrees(repository, id(trees), tree.length);
    Directories.flipBit(trees, damaged.offsetOfSmallestTree() + 20);

    assertFound(Finding.Kind.PACK_DAMAGED, trees);
    salvage(trees);
    List<Outcome> outcomes = SnapshotRepair.run(repository, Originals.FORGET, Duration.ZERO);

    assertThat(outcomes)
        .singleElement()
        .isInstanceOfSatisfying(
            Outcome.Replaced.class,
            replaced ->
                assertThat(replaced.changes())
                    .singleElement()
                    .asString()
                    .contains("so it is empty now"));
    new Restic(root).checkReadData();
  }

  /** The pack of trees that the backup wrote; its smallest tree is a directory's with one file. */
  private record PackWithTrees(Repository repository, Id pack, long size) {
    int offsetOfSmallestTree() {
      return (int)
          repository.packHeader(pack, size).stream()
              .min(java.util.Comparator.comparingInt(blob -> blob.plainLength()))
              .orElseThrow()
              .offset();
    }
  }

  private void replacesTheSnapshotByWhatIsLeft(int pieces) {
    List<Outcome> outcomes = SnapshotRepair.run(repository, Originals.KEEP, Duration.ZERO);
    assertThat(outcomes).hasSize(1);
    Outcome.Replaced replaced = (Outcome.Replaced) outcomes.getFirst();
    assertThat(replaced.original()).isEqualTo(snapshot);
    assertThat(replaced.changes()).isNotEmpty();
    assertThat(repository.snapshot(replaced.repaired()).file().tags())
        .containsExactly(SnapshotRepair.TAG);
    assertThat(repository.snapshots()).hasSize(2);

    long left =
        TestRepository.contents(repository, replaced.repaired()).values().stream()
            .mapToLong(content -> content.length)
            .sum();
    assertThat(left)
        .isLessThan(3_600_000)
        .isGreaterThanOrEqualTo(3_600_000 - (long) pieces * TestRepository.BLOB);
    repository.deleteSnapshot(snapshot);
    Pruner.prune(repository, PruneOptions.EVERYTHING);
    assertThat(RepositoryCheck.readData(repository, size -> {}).findings()).isEmpty();
    new Restic(root).checkReadData();
  }

  private void assertWhole() {
    assertThat(RepositoryCheck.readData(repository, size -> {}).findings()).isEmpty();
    Map<String, byte[]> found = TestRepository.contents(repository, snapshot);
    files.forEach((name, content) -> assertThat(found.get(name + "/content")).isEqualTo(content));
    new Restic(root).checkReadData();
  }

  private void assertFound(Finding.Kind kind, Path file) {
    RepositoryCheck.Report report = RepositoryCheck.readData(repository, size -> {});
    assertThat(report.isSound()).isFalse();
    assertThat(report.findings())
        .filteredOn(finding -> finding.kind() == kind)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.file()).isEqualTo(root.relativize(file).toString());
              assertThat(finding.message()).contains(file.getFileName().toString());
              assertThat(finding.fix()).contains("vault ");
            });
  }

  private static List<Finding.Kind> kinds(RepositoryCheck.Report report) {
    return report.findings().stream().map(Finding::kind).distinct().toList();
  }

  private PackRepair.Salvaged salvage(Path pack) {
    return PackRepair.run(repository, Set.of(id(pack)), directory.resolve("kept"), Duration.ZERO)
        .getFirst();
  }

  /** Packs, the largest first: those of data, then that of trees. */
  private List<Path> packs() {
    return Directories.files(root.resolve(Kind.DATA.directory()));
  }

  private static Id id(Path file) {
    return Id.parse(file.getFileName().toString());
  }
}
