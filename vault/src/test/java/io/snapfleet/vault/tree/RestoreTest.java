package io.snapfleet.vault.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.vault.api.Vault;
import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.IdList;
import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.format.NodeBuilder;
import io.snapfleet.vault.format.NodeKind;
import io.snapfleet.vault.format.RawText;
import io.snapfleet.vault.format.TreeWriter;
import io.snapfleet.vault.repository.BlobSink;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreTest {
  @TempDir Path directory;
  Vault vault;
  Path home;
  Path out;

  @BeforeEach
  void make() throws Exception {
    vault = new Workplace(directory).init();
    home = Files.createDirectory(directory.resolve("home"));
    out = directory.resolve("out");
  }

  @AfterEach
  void close() {
    vault.close();
  }

  @Test
  void everyKindOfFileComesBackWithEverythingKnownOfIt() throws Exception {
    Path menagerie = Menagerie.in(directory);
    Menagerie.addLinkToBytes(menagerie);
    Workplace.backup(vault, menagerie);

    RestoredTree restored = restore(request().withPath(menagerie.toString()).verified());

    assertThat(restored.problems()).isEmpty();
    assertThat(Inventory.of(out)).isEqualTo(Inventory.of(menagerie));
  }

  @Test
  void zerosBecomeHolesWhereAsked() throws Exception {
    byte[] content = new byte[20 << 20];
    content[5_000_000] = 1;
    Files.write(home.resolve("sparse"), content);
    Workplace.backup(vault, home);

    restore(request().withPath(home.toString()).sparsely().verified());

    assertThat(Files.mismatch(home.resolve("sparse"), out.resolve("sparse"))).isEqualTo(-1);
    assertThat(Inventory.occupied(out.resolve("sparse"))).isLessThan(1 << 20);
  }

  @Test
  void filesInTheWayAreReplacedAndOthersStay() throws Exception {
    Files.writeString(home.resolve("file"), "new");
    Files.createSymbolicLink(home.resolve("link"), Path.of("new"));
    Workplace.backup(vault, home);
    Files.createDirectories(out);
    Files.writeString(out.resolve("file"), "old and longer");
    Files.createSymbolicLink(out.resolve("link"), Path.of("old"));
    Files.writeString(out.resolve("other"), "stays");

    RestoredTree restored = restore(request().withPath(home.toString()));

    assertThat(restored.problems()).isEmpty();
    assertThat(out.resolve("file")).hasContent("new");
    assertThat(Files.readSymbolicLink(out.resolve("link"))).hasToString("new");
    try (Stream<Path> left = Files.list(out)) {
      assertThat(left).hasSize(3);
    }
  }

  @Test
  void filesThatAreThereKeepTheirContentAndGetTheirDescription() throws Exception {
    Path same = Files.writeString(home.resolve("same"), "as it was");
    Files.setPosixFilePermissions(same, PosixFilePermissions.fromString("rw-r-----"));
    Files.writeString(home.resolve("shared"), "under two names");
    Files.writeString(home.resolve("changed"), "before");
    Files.createFile(home.resolve("empty"));
    Workplace.backup(vault, home);
    restore(request().withPath(home.toString()));
    Object kept = inode(out.resolve("same"));
    Files.setPosixFilePermissions(
        out.resolve("same"), PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.setLastModifiedTime(out.resolve("same"), FileTime.fromMillis(0));
    Path elsewhere = Files.createLink(directory.resolve("elsewhere"), out.resolve("shared"));
    Files.setLastModifiedTime(elsewhere, FileTime.fromMillis(0));
    Files.writeString(out.resolve("changed"), "behind");

    RestoredTree restored = restore(request().withPath(home.toString()).verified());

    assertThat(restored.problems()).isEmpty();
    assertThat(restored.files()).isEqualTo(4);
    assertThat(restored.kept()).isEqualTo(2);
    assertThat(inode(out.resolve("same"))).isEqualTo(kept);
    assertThat(Inventory.of(out)).isEqualTo(Inventory.of(home));
    assertThat(Files.getLastModifiedTime(elsewhere)).isEqualTo(FileTime.fromMillis(0));
  }

  @Test
  void linksToDirectoriesInTheTargetAreNotFollowed() throws Exception {
    Files.createDirectory(home.resolve("sub"));
    Files.writeString(home.resolve("sub/file"), "x");
    Workplace.backup(vault, home);
    Path outside = Files.createDirectory(directory.resolve("outside"));
    Files.createDirectories(out);
    Files.createSymbolicLink(out.resolve("sub"), outside);

    restore(request().withPath(home.toString()));

    assertThat(outside).isEmptyDirectory();
    assertThat(out.resolve("sub/file")).hasContent("x");
  }

  @Test
  void onlyWhatIsIncludedIsRestored() throws Exception {
    Files.createDirectories(home.resolve("a/b"));
    Files.createDirectories(home.resolve("c"));
    Files.writeString(home.resolve("a/b/wanted.txt"), "x");
    Files.writeString(home.resolve("a/other"), "x");
    Files.writeString(home.resolve("c/other"), "x");
    Workplace.backup(vault, home);

    RestoredTree restored =
        restore(request().withPath(home.toString()).withIncludes(List.of("*.txt")));

    assertThat(restored.files()).isEqualTo(1);
    assertThat(out.resolve("a/b/wanted.txt")).exists();
    assertThat(out.resolve("a/other")).doesNotExist();
    assertThat(out.resolve("c")).doesNotExist();
  }

  @Test
  void oneFileOfTheSnapshotIsRestoredIntoTheTarget() throws Exception {
    Files.writeString(home.resolve("file"), "x");
    Workplace.backup(vault, home);

    restore(request().withPath(home + "/file"));

    assertThat(out.resolve("file")).hasContent("x");
    assertThatThrownBy(() -> restore(request().withPath("/no/such")))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("/no/such");
  }

  @Test
  void aFileWhoseBlobIsMissingIsReportedAndTheRestIsRestored() throws Exception {
    Id missing = new Id(1, 2, 3, 4);
    Node lost = file("lost").content(IdList.of(missing)).size(10).build();
    Node whole = file("whole").content(IdList.of()).build();
    Id tree = store(List.of(lost, whole));

    RestoredTree restored = restore(RestoreRequest.everything(tree, out));

    assertThat(restored.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains(missing.hex()));
    assertThat(out.resolve("whole")).exists();
    assertThat(out.resolve("lost")).doesNotExist();
  }

  @Test
  void aTreeThatNamesFilesOutsideIsRefused() throws Exception {
    byte[] hostile =
        "{\"nodes\":[{\"name\":\"../escaped\",\"type\":\"file\",\"content\":[]}]}"
            .getBytes(StandardCharsets.UTF_8);
    Id inner = store(hostile);
    Node sub =
        new NodeBuilder(RawText.of("sub"), NodeKind.DIRECTORY).mode(0755).subtree(inner).build();

    RestoredTree restored = restore(RestoreRequest.everything(store(List.of(sub)), out));

    assertThat(restored.problems()).isNotEmpty();
    assertThat(out.resolve("escaped")).doesNotExist();
  }

  private static NodeBuilder file(String name) {
    return new NodeBuilder(RawText.of(name), NodeKind.FILE).mode(0644).links(1);
  }

  private Id store(List<Node> nodes) {
    return store(TreeWriter.write(nodes, vault.repository().zone()));
  }

  private Id store(byte[] tree) {
    try (BlobSink sink = vault.repository().write()) {
      Id id = sink.save(BlobKind.TREE, tree, 0, tree.length);
      sink.flush();
      return id;
    }
  }

  private static Object inode(Path file) throws IOException {
    return Files.getAttribute(file, "unix:ino");
  }

  private RestoreRequest request() {
    return RestoreRequest.everything(vault.treeOf(vault.snapshot("latest")), out);
  }

  private RestoredTree restore(RestoreRequest request) throws Exception {
    return vault.restore(request, Progress.Listener.none());
  }
}
