package io.snapfleet.vault.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.vault.api.BackupRequest;
import io.snapfleet.vault.api.BackupResult;
import io.snapfleet.vault.api.Vault;
import io.snapfleet.vault.api.VaultSettings;
import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.IdList;
import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.format.NodeKind;
import io.snapfleet.vault.format.RawText;
import io.snapfleet.vault.maintain.Finding;
import io.snapfleet.vault.maintain.IndexRebuild;
import io.snapfleet.vault.repository.BlobLocation;
import io.snapfleet.vault.repository.LocalNotes;
import io.snapfleet.vault.repository.LockTiming;
import io.snapfleet.vault.repository.Repository;
import io.snapfleet.vault.repository.RepositorySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A directory that looks as it did is not compared with its earlier tree. */
class DirectoryNotesTest {
  private static final char[] PASSWORD = "pw".toCharArray();
  private static final RepositorySettings QUICK =
      RepositorySettings.defaults()
          .withKeyCost(2)
          .withLocks(
              new LockTiming(
                  Duration.ofMillis(1),
                  Duration.ofMinutes(5),
                  Duration.ofSeconds(1350),
                  Duration.ofMinutes(30)));

  @TempDir Path directory;
  private Path site;

  @BeforeEach
  void make() throws Exception {
    site = directory.resolve("site");
    Files.createDirectories(site.resolve("a/b/c"));
    Files.writeString(site.resolve("index"), "front page");
    Files.writeString(site.resolve("a/one"), "first");
    Files.writeString(site.resolve("a/b/two"), "second");
    Files.writeString(site.resolve("a/b/c/three"), "third");
    Vault.init(location(), PASSWORD, settings(QUICK)).close();
  }

  @Test
  void theTreeOfAnUnchangedDirectoryIsNotRead() throws Exception {
    BackupResult first = backup(noting());
    damageTreeOf(first, "a/b");

    assertThat(backup(noting()).problems()).isEmpty();
    assertThat(backup(QUICK).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.path()).endsWith("/a/b"));
  }

  @Test
  void whatIsUnchangedIsCountedAsEver() throws Exception {
    backup(noting());
    Files.writeString(site.resolve("a/b/c/new"), "new");

    BackupResult noted = backup(noting());
    Files.writeString(site.resolve("a/b/c/newer"), "newer");
    BackupResult plain = backup(QUICK);

    assertThat(noted.counts().filesUnmodified()).isEqualTo(4);
    assertThat(noted.counts().filesNew()).isEqualTo(1);
    assertThat(noted.counts().directoriesNew()).isZero();
    assertThat(noted.counts().files()).isEqualTo(5);
    assertThat(plain.counts().filesUnmodified()).isEqualTo(5);
    assertThat(noted.counts().directoriesChanged() + noted.counts().directoriesUnmodified())
        .isEqualTo(plain.counts().directoriesChanged() + plain.counts().directoriesUnmodified());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void whateverChangesTheTreeIsTheOneThatReadingEverythingGives(long seed) throws Exception {
    SiteChanges changes = new SiteChanges(site, seed);
    backup(noting());
    for (int round = 0; round < 6; round++) {
      changes.makeSome();
      BackupResult noted = backup(noting());
      BackupResult all = backup(QUICK, BackupRequest.of(source()).readingAll());
      assertThat(treeOf(noted, "")).as(changes.toString()).isEqualTo(treeOf(all, ""));
      assertThat(noted.counts().files()).isEqualTo(all.counts().files());
    }
  }

  @Test
  void anEarlierTreeThatIsWantedAfterAllAndCannotBeReadIsMadeAnew() throws Exception {
    BackupResult first = backup(noting());
    damageTreeOf(first, "a/b");
    Files.writeString(site.resolve("a/b/c/three"), "changed");

    BackupResult second = backup(noting());

    assertThat(second.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("cannot be compared"));
    assertThat(files(second)).containsExactlyInAnyOrder("index", "a/one", "a/b/two", "a/b/c/three");
  }

  @Test
  void notesOfAnIndexThatIsGoneAreOfNoUse() throws Exception {
    BackupResult first = backup(noting());
    try (Vault vault = open(QUICK)) {
      Repository repository = vault.repository();
      Id root = vault.treeOf(first.snapshot());
      Node file = TreeWalker.node(repository, root, site.resolve("a/b/two").toString());
      Id blob = Objects.requireNonNull(file.content()).getFirst();
      Files.delete(fileOf(repository.locate(BlobKind.DATA, blob).orElseThrow()));
      IndexRebuild.run(repository, Duration.ZERO);
    }

    BackupResult second = backup(noting());

    assertThat(second.stored().dataBlobs()).isEqualTo(4);
    try (Vault vault = open(QUICK)) {
      assertThat(vault.check(true).findings())
          .extracting(Finding::kind)
          .doesNotContain(Finding.Kind.BLOB_MISSING);
    }
  }

  @Test
  void aFileThatWasLeftOutIsTriedAgain() throws Exception {
    SourceEntry local = LocalTreeSource.entry(site, ExcludeRules.NONE);
    TreeSource failing =
        new SourceTree().add(site.toString(), new Unreadable(local, "two")).source();
    TreeSource whole = new SourceTree().add(site.toString(), local).source();

    assertThat(files(backup(noting(), BackupRequest.of(failing)))).doesNotContain("a/b/two");
    assertThat(files(backup(noting(), BackupRequest.of(whole)))).contains("a/b/two");
  }

  @Test
  void anotherListingIsAnotherDirectory() throws Exception {
    try (Vault vault = open(noting())) {
      Id tree = Id.random(vault.repository().settings().random());
      Id listing = Id.random(vault.repository().settings().random());
      DirectoryNotes notes = DirectoryNotes.of(vault.repository(), List.of("/x"));
      notes.add(tree, new KnownDirectory(listing, IdList.of(listing, tree)));
      notes.save();

      DirectoryNotes again = DirectoryNotes.of(vault.repository(), List.of("/x"));
      assertThat(again.find(tree, listing))
          .isEqualTo(new KnownDirectory(listing, IdList.of(listing, tree)));
      assertThat(again.find(tree, tree)).isNull();
      assertThat(again.find(listing, listing)).isNull();
      assertThat(again.find(tree, null)).isNull();
      assertThat(DirectoryNotes.of(vault.repository(), List.of("/y")).find(tree, listing)).isNull();
    }
  }

  @Test
  void aNoteThatIsCutOffOrOfAnotherFormatIsNone() throws Exception {
    backup(noting());
    try (Vault vault = open(noting())) {
      Repository repository = vault.repository();
      LocalNotes notes = repository.notes();
      String subject = "directories " + site;
      byte[] whole = notes.load(subject).orElseThrow();
      Id top = Objects.requireNonNull(treeOf(backup(QUICK), "a/b/c"));
      Id listing = listingOf(site.resolve("a/b/c"));
      assertThat(DirectoryNotes.of(repository, paths()).find(top, listing)).isNotNull();

      for (int length = 0; length < whole.length; length++) {
        notes.save(subject, Arrays.copyOf(whole, length));
        assertThat(DirectoryNotes.of(repository, paths()).find(top, listing))
            .as("%d bytes", length)
            .isNull();
      }
      whole[7]++;
      notes.save(subject, whole);
      assertThat(DirectoryNotes.of(repository, paths()).find(top, listing)).isNull();
    }
  }

  private String location() {
    return directory.resolve("repository").toString();
  }

  private RepositorySettings noting() {
    return QUICK.withCacheDirectory(directory.resolve("cache"));
  }

  private static VaultSettings settings(RepositorySettings repository) {
    return VaultSettings.defaults().withRepository(repository);
  }

  private Vault open(RepositorySettings repository) {
    return Vault.open(location(), PASSWORD, settings(repository));
  }

  private TreeSource source() throws IOException {
    return LocalTreeSource.of(List.of(site), ExcludeRules.NONE);
  }

  private List<String> paths() {
    return List.of(site.toString());
  }

  private BackupResult backup(RepositorySettings repository) throws IOException {
    return backup(repository, BackupRequest.of(source()));
  }

  private BackupResult backup(RepositorySettings repository, BackupRequest request) {
    try (Vault vault = open(repository)) {
      return vault.backup(request, Progress.Listener.none());
    }
  }

  private Id treeOf(BackupResult backup, String path) throws IOException {
    try (Vault vault = open(QUICK)) {
      Id root = vault.treeOf(backup.snapshot());
      return Objects.requireNonNull(
          TreeWalker.node(vault.repository(), root, site.resolve(path).toString()).subtree());
    }
  }

  private List<String> files(BackupResult backup) throws IOException {
    List<String> files = new ArrayList<>();
    try (Vault vault = open(QUICK)) {
      vault.list(
          backup.snapshot(),
          site.toString(),
          (path, node) -> {
            if (node.isFile()) {
              files.add(path.substring(site.toString().length() + 1));
            }
          });
    }
    return files;
  }

  private void damageTreeOf(BackupResult backup, String path) throws IOException {
    try (Vault vault = open(QUICK)) {
      BlobLocation tree =
          vault.repository().locate(BlobKind.TREE, treeOf(backup, path)).orElseThrow();
      Path pack = fileOf(tree);
      byte[] bytes = Files.readAllBytes(pack);
      bytes[(int) tree.blob().offset() + 20] ^= 1;
      Files.delete(pack);
      Files.write(pack, bytes);
    }
  }

  private Path fileOf(BlobLocation location) {
    String pack = location.pack().hex();
    return directory.resolve("repository/data").resolve(pack.substring(0, 2)).resolve(pack);
  }

  private static Id listingOf(Path path) throws IOException {
    List<SourceEntry> entries =
        LocalTreeSource.entry(path, ExcludeRules.NONE)
            .children(
                problem -> {
                  throw new IllegalStateException(problem.message());
                });
    return Objects.requireNonNull(ListingHash.of(entries));
  }

  /** A local tree in which files of one name cannot be opened. */
  private record Unreadable(SourceEntry entry, String file) implements SourceEntry {
    @Override
    public RawText name() {
      return entry.name();
    }

    @Override
    public NodeKind kind() {
      return entry.kind();
    }

    @Override
    public String path() {
      return entry.path();
    }

    @Override
    public long size() {
      return entry.size();
    }

    @Override
    public boolean isDescribedBy(Node previous) {
      return entry.isDescribedBy(previous);
    }

    @Override
    public boolean hasContentOf(Node previous) {
      return entry.hasContentOf(previous);
    }

    @Override
    public boolean addTo(ListingHash hash) {
      return entry.addTo(hash);
    }

    @Override
    public Node describe(Problems problems) throws IOException {
      return entry.describe(problems);
    }

    @Override
    public List<SourceEntry> children(Problems problems) throws IOException {
      return entry.children(problems).stream()
          .<SourceEntry>map(child -> new Unreadable(child, file))
          .toList();
    }

    @Override
    public SourceContent open() throws IOException {
      if (name().text().equals(file)) {
        throw new IOException("not now");
      }
      return entry.open();
    }
  }
}
