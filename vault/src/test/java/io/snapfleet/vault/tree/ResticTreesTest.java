package io.snapfleet.vault.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.vault.api.BackupResult;
import io.snapfleet.vault.api.Vault;
import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.TreeReader;
import io.snapfleet.vault.format.TreeWriter;
import io.snapfleet.vault.repository.Repository;
import io.snapfleet.vault.repository.StoredSnapshot;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trees in both directions, with Debian's restic as the other side. */
class ResticTreesTest {
  @TempDir Path directory;
  Workplace workplace;
  Path home;

  @BeforeEach
  void fill() throws Exception {
    workplace = new Workplace(directory);
    home = Menagerie.in(directory);
  }

  @Test
  void resticChecksListsDumpsAndRestoresWhatWeArchive() throws Exception {
    BackupResult backup;
    try (Vault vault = workplace.init()) {
      backup = Workplace.backup(vault, home);
    }
    assertThat(backup.problems()).isEmpty();

    assertThat(workplace.restic("check", "--read-data")).contains("no errors were found");
    assertThat(workplace.restic("snapshots", "--json"))
        .contains(backup.snapshot().id().hex(), "\"" + home + "\"", "\"tags\":[\"test\"]");
    assertThat(workplace.restic("ls", "latest")).contains(home + "/deep/er/and/deeper/file");
    assertThat(workplace.restic("dump", "latest", home.resolve("mode 777").toString()).length())
        .isPositive();
    workplace.restic("restore", "latest", "--target", directory.resolve("out").toString());
    assertThat(Inventory.of(restored())).isEqualTo(Inventory.of(home));
  }

  @Test
  void weRestoreDumpAndListWhatResticArchived() throws Exception {
    workplace.restic("init");
    workplace.restic("backup", "--tag", "theirs", home.toString());

    try (Vault vault = workplace.open()) {
      StoredSnapshot snapshot = vault.snapshot("latest");
      RestoredTree restored =
          vault.restore(
              RestoreRequest.everything(vault.treeOf(snapshot), directory.resolve("out"))
                  .verified(),
              Progress.Listener.none());
      ByteArrayOutputStream dumped = new ByteArrayOutputStream();
      vault.dump(snapshot, home.resolve("large").toString(), dumped);
      Set<String> listed = new HashSet<>();
      vault.list(snapshot, home.toString(), (path, node) -> listed.add(path));

      assertThat(restored.problems()).isEmpty();
      assertThat(dumped.toByteArray()).isEqualTo(Files.readAllBytes(home.resolve("large")));
      assertThat(listed).contains(home + "/deep/small as well", home.toString());
    }
    assertThat(Inventory.of(restored())).isEqualTo(Inventory.of(home));
  }

  @Test
  void treesThatResticWroteAreWrittenByUsByteForByteTheSame() throws Exception {
    workplace.restic("init");
    workplace.restic("backup", home.toString());
    AtomicInteger trees = new AtomicInteger();

    try (Vault vault = workplace.open()) {
      Repository repository = vault.repository();
      for (Id index : repository.indexes()) {
        repository.readIndex(
            index,
            (pack, blob) -> {
              if (blob.kind() == BlobKind.TREE) {
                byte[] tree = repository.load(BlobKind.TREE, blob.id());
                byte[] ours = TreeWriter.write(TreeReader.read(tree), repository.zone());
                assertThat(new String(ours, UTF_8)).isEqualTo(new String(tree, UTF_8));
                trees.incrementAndGet();
              }
            });
      }
    }
    assertThat(trees.get()).isGreaterThan(5);
  }

  @Test
  void whatResticArchivedIsNotReadAgainByUsNorStoredAgain() throws Exception {
    workplace.restic("init");
    workplace.restic("backup", home.toString());

    try (Vault vault = workplace.open()) {
      BackupResult second = Workplace.backup(vault, home);

      assertThat(second.counts().filesNew() + second.counts().filesChanged()).isZero();
      assertThat(second.stored().dataBlobs()).isZero();
    }
    assertThat(workplace.restic("check", "--read-data")).contains("no errors were found");
  }

  @Test
  void resticReadsNothingAgainThatWeArchived() throws Exception {
    BackupResult first;
    try (Vault vault = workplace.init()) {
      first = Workplace.backup(vault, home);
    }

    String summary = workplace.restic("backup", "--json", home.toString());

    assertThat(summary)
        .contains("\"files_new\":0,\"files_changed\":0")
        .contains("\"files_unmodified\":" + first.counts().files())
        .contains("\"data_blobs\":0");
  }

  @Test
  void aRepositoryOfVersionOneIsReadAndNotWritten() throws Exception {
    workplace.restic("init", "--repository-version", "1");
    workplace.restic("backup", home.toString());

    try (Vault vault = workplace.open()) {
      RestoredTree restored =
          vault.restore(
              RestoreRequest.everything(
                  vault.treeOf(vault.snapshot("latest")), directory.resolve("out")),
              Progress.Listener.none());

      assertThat(restored.problems()).isEmpty();
      assertThatThrownBy(() -> Workplace.backup(vault, home))
          .hasMessageContaining("format version 1")
          .hasMessageContaining("restic migrate upgrade_repo_v2");
    }
    assertThat(Inventory.of(restored())).isEqualTo(Inventory.of(home));
  }

  private Path restored() {
    return directory.resolve("out").resolve(home.toString().substring(1));
  }
}
