package io.snapfleet.vault.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.vault.api.BackupRequest;
import io.snapfleet.vault.api.BackupResult;
import io.snapfleet.vault.api.Vault;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.format.NodeKind;
import io.snapfleet.vault.format.RawText;
import io.snapfleet.vault.repository.StoredSnapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
  @TempDir Path directory;
  Vault vault;
  Path home;

  @BeforeEach
  void make() throws Exception {
    vault = new Workplace(directory).init();
    home = Files.createDirectories(directory.resolve("home/sub")).getParent();
    Files.writeString(home.resolve("file"), "one");
    Files.writeString(home.resolve("sub/other"), "two");
  }

  @AfterEach
  void close() {
    vault.close();
  }

  @Test
  void whatHasNotChangedGivesTheSameTreeAndStoresNothing() throws Exception {
    BackupResult first = Workplace.backup(vault, home);

    BackupResult second = Workplace.backup(vault, home);

    // Above the root others make files, so that only the root's own tree is sure to be the same.
    assertThat(subtree(second)).isEqualTo(subtree(first));
    assertThat(second.snapshot().file().parent()).isEqualTo(first.snapshot().id());
    assertThat(second.counts().filesUnmodified()).isEqualTo(2);
    assertThat(second.counts().directoriesUnmodified()).isGreaterThanOrEqualTo(2);
    assertThat(second.stored().dataBlobs()).isZero();
  }

  @Test
  void onlyWhatChangedIsReadAndComparisonNamesIt() throws Exception {
    StoredSnapshot first = Workplace.backup(vault, home).snapshot();
    Files.writeString(home.resolve("sub/other"), "changed");
    Files.writeString(home.resolve("sub/new"), "new");
    Files.delete(home.resolve("file"));

    BackupResult second = Workplace.backup(vault, home);

    List<String> changes = new ArrayList<>();
    vault.diff(
        first,
        second.snapshot(),
        change -> changes.add(change.getClass().getSimpleName() + " " + change.path()));
    assertThat(changes)
        .contains(
            "Removed " + home + "/file",
            "Added " + home + "/sub/new",
            "Changed " + home + "/sub/other");
    assertThat(second.counts().filesNew()).isEqualTo(1);
    assertThat(second.counts().filesChanged()).isEqualTo(1);
    assertThat(second.stored().dataBlobs()).isEqualTo(2);
  }

  @Test
  void equalContentIsStoredOnceHoweverManyFilesHaveIt() throws Exception {
    byte[] content = new byte[400_000];
    new Random(1).nextBytes(content);
    for (int i = 0; i < 50; i++) {
      Files.write(home.resolve("copy" + i), content);
    }

    BackupResult backup = Workplace.backup(vault, home);

    assertThat(backup.stored().dataBlobs()).isEqualTo(3);
  }

  @Test
  void whatIsExcludedIsLeftOut() throws Exception {
    Files.writeString(home.resolve("sub/cache.tmp"), "x");

    Workplace.backup(vault, new ExcludeRules(List.of("*.tmp", home + "/file")), home);

    List<String> paths = new ArrayList<>();
    vault.list(vault.snapshot("latest"), home.toString(), (path, node) -> paths.add(path));
    assertThat(paths).containsExactly(home.toString(), home + "/sub", home + "/sub/other");
    assertThat(vault.snapshot("latest").file().excludes()).contains("*.tmp");
  }

  @Test
  void severalRootsAndAStreamMakeOneSnapshot() throws Exception {
    byte[] dump = "INSERT INTO t".repeat(200_000).getBytes(UTF_8);
    TreeSource source =
        new SourceTree()
            .add("/srv/www", LocalTreeSource.entry(home, ExcludeRules.NONE))
            .add(
                "/database/dump.sql",
                new StreamEntry("dump", Instant.EPOCH, () -> new ByteArrayInputStream(dump)))
            .source();

    BackupResult backup =
        vault.backup(BackupRequest.of(source, "fleet=blog"), Progress.Listener.none());

    ByteArrayOutputStream out = new ByteArrayOutputStream();
    vault.dump(backup.snapshot(), "/database/dump.sql", out);
    assertThat(out.toByteArray()).isEqualTo(dump);
    assertThat(backup.snapshot().file().paths()).containsExactly("/srv/www", "/database/dump.sql");
    Node www =
        TreeWalker.node(vault.repository(), vault.treeOf(backup.snapshot()), "/srv/www/file");
    assertThat(www.size()).isEqualTo(3);
    assertThat(new Workplace(directory).restic("check", "--read-data")).contains("no errors");
  }

  @Test
  void aFileThatChangesWhileItIsReadIsStoredAndReported() throws Exception {
    Instant then = Instant.EPOCH;
    SourceEntry changing =
        new StreamEntryThat("log", then, true, () -> new ByteArrayInputStream(new byte[10]));

    BackupResult backup = backup(changing);

    assertThat(backup.isPartial()).isTrue();
    assertThat(backup.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("changed while"));
    assertThat(TreeWalker.node(vault.repository(), vault.treeOf(backup.snapshot()), "/x").size())
        .isEqualTo(10);
  }

  @Test
  void aFileThatIsGoneIsLeftOutAndReported() throws Exception {
    SourceEntry gone =
        new StreamEntryThat(
            "gone",
            Instant.EPOCH,
            false,
            () -> {
              throw new IOException("no such file");
            });

    BackupResult backup = backup(gone);

    assertThat(backup.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.path()).isEqualTo("gone"));
    List<String> paths = new ArrayList<>();
    vault.list(backup.snapshot(), "/", (path, node) -> paths.add(path));
    assertThat(paths).isEmpty();
  }

  private @Nullable Id subtree(BackupResult backup) throws IOException {
    return TreeWalker.node(vault.repository(), vault.treeOf(backup.snapshot()), home.toString())
        .subtree();
  }

  private BackupResult backup(SourceEntry entry) {
    return vault.backup(
        BackupRequest.of(new SourceTree().add("/x", entry).source()), Progress.Listener.none());
  }

  /** A stream that may change while it is read. */
  private record StreamEntryThat(
      String path, Instant moment, boolean changes, StreamEntry.StreamOpener opener)
      implements SourceEntry {
    private StreamEntry entry() {
      return new StreamEntry(path, moment, opener);
    }

    @Override
    public RawText name() {
      return entry().name();
    }

    @Override
    public NodeKind kind() {
      return NodeKind.FILE;
    }

    @Override
    public long size() {
      return -1;
    }

    @Override
    public boolean isDescribedBy(Node previous) {
      return false;
    }

    @Override
    public boolean hasContentOf(Node previous) {
      return false;
    }

    @Override
    public Node describe(Problems problems) {
      return entry().describe(problems);
    }

    @Override
    public List<SourceEntry> children(Problems problems) {
      return List.of();
    }

    @Override
    public SourceContent open() throws IOException {
      SourceContent content = entry().open();
      return new SourceContent() {
        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
          return content.read(buffer, offset, length);
        }

        @Override
        public boolean changedMeanwhile() {
          return changes;
        }

        @Override
        public void close() throws IOException {
          content.close();
        }
      };
    }
  }
}
