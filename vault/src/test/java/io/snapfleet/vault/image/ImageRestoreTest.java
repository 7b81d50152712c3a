package io.snapfleet.vault.image;

import static io.snapfleet.vault.image.ImageFixture.CHUNK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.IdList;
import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.format.TreeReader;
import io.snapfleet.vault.repository.BlobLocation;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageRestoreTest {

  @TempDir Path directory;
  private ImageFixture fixture;
  private Path target;

  @BeforeEach
  void createRepository() {
    fixture = new ImageFixture(directory);
    target = directory.resolve("target");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void zerosAreHolesOfTheTarget() throws Exception {
    fixture.createImage(1000L * CHUNK + 77, 1, 0, 500);
    fixture.backup();
    RestoredImage restored = fixture.restore(target);
    assertThat(restored.bytesWritten()).isEqualTo(2L * CHUNK);
    assertThat(Files.mismatch(fixture.image, target)).isEqualTo(-1);
    assertThat(Holes.dataOf(target, 1000L * CHUNK).stream().mapToLong(Extent::length).sum())
        .isLessThan(10L * CHUNK);
  }

  @Test
  void whatTheTargetHeldBeforeIsGone() throws Exception {
    fixture.createImage(10L * CHUNK, 1, 2);
    fixture.backup();
    byte[] old = new byte[20 * CHUNK];
    new Random(3).nextBytes(old);
    Files.write(target, old);
    fixture.restore(target);
    assertThat(Files.mismatch(fixture.image, target)).isEqualTo(-1);
  }

  @Test
  void modeAndTimeAreTheImages() throws Exception {
    fixture.createImage(CHUNK, 1, 0);
    Files.setPosixFilePermissions(fixture.image, PosixFilePermissions.fromString("rw-r-----"));
    fixture.backup();
    fixture.restore(target);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
        .isEqualTo("rw-r-----");
    assertThat(Files.getLastModifiedTime(target))
        .isEqualTo(Files.getLastModifiedTime(fixture.image));
  }

  @Test
  void damageIsToldAndAllTheRestIsRestored() throws Exception {
    fixture.createImage(20L * CHUNK, 1, 4, 5, 6);
    fixture.backup();
    damage(fixture.node().content().get(5));
    RestoredImage restored = fixture.restore(target);
    assertThat(restored.isWhole()).isFalse();
    assertThat(restored.damagedBlobs()).isEqualTo(1);
    assertThat(restored.damaged()).singleElement().asString().contains("is damaged");
    fixture.write(5L * CHUNK, new byte[CHUNK]);
    assertThat(Files.mismatch(fixture.image, target)).isEqualTo(-1);
  }

  @Test
  void aBlobThatNoIndexHasIsNamedBeforeAnythingIsOverwritten() throws Exception {
    fixture.createImage(3L * CHUNK, 1, 1);
    fixture.backup();
    Files.writeString(target, "as it was");
    Node node = fixture.node();
    Id unknown = new Id(1, 2, 3, 4);
    Node wrong = node.withContent(IdList.of(unknown), node.size());
    assertThatThrownBy(
            () ->
                new ImageRestore(fixture.repository(), ImageProgress.none()).restore(wrong, target))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining(unknown.hex());
    assertThat(target).hasContent("as it was");
  }

  @Test
  void aTreeThatLiesAboutTheSizeIsRefused() throws Exception {
    fixture.createImage(3L * CHUNK, 1, 1);
    fixture.backup();
    Node node = fixture.node();
    assertThatThrownBy(
            () ->
                new ImageRestore(fixture.repository(), ImageProgress.none())
                    .restore(node.withContent(node.content(), 7), target))
        .hasMessageContaining("its tree is damaged");
  }

  @Test
  void resticRestoresAndDumpsTheSameBytesAndFindsNoFault() throws Exception {
    fixture.createImage(300L * CHUNK + 123, 1, 0, 7, 8, 9, 200, 299);
    fixture.backup();
    fixture.write(200L * CHUNK + 50, new byte[] {1, 2, 3});
    fixture.backup();
    fixture.restic.run("check", "--read-data");
    assertThat(fixture.restic.run("dump", "latest", "/disk.raw"))
        .isEqualTo(Files.readAllBytes(fixture.image));
    fixture.restic.run("restore", "latest", "--target", directory.resolve("by-restic").toString());
    assertThat(Files.mismatch(fixture.image, directory.resolve("by-restic/disk.raw")))
        .isEqualTo(-1);
  }

  @Test
  void anImageThatResticStoredIsRestored() throws Exception {
    fixture.createImage(300L * CHUNK + 123, 1, 0, 7, 8, 9, 200, 299);
    fixture.restic.run("backup", fixture.image.toString());
    fixture.reopen();
    new ImageRestore(fixture.repository(), ImageProgress.none()).restore(deepest(), target);
    assertThat(Files.mismatch(fixture.image, target)).isEqualTo(-1);
  }

  private Node deepest() {
    Node node = fixture.node();
    while (node.subtree() != null) {
      List<Node> below = TreeReader.read(fixture.repository().load(BlobKind.TREE, node.subtree()));
      node = below.getFirst();
    }
    return node;
  }

  private void damage(Id blob) throws Exception {
    BlobLocation place = fixture.repository().locate(BlobKind.DATA, blob).orElseThrow();
    String pack = place.pack().hex();
    Path file = fixture.location.resolve("data").resolve(pack.substring(0, 2)).resolve(pack);
    file.toFile().setWritable(true);
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.seek(place.blob().offset() + 20);
      int before = open.read();
      open.seek(place.blob().offset() + 20);
      open.write(before ^ 1);
    }
  }
}
