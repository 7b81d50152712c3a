package io.snapfleet.vault.image;

import static io.snapfleet.vault.image.ImageFixture.CHUNK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.vault.crypto.BatchHash;
import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.IdList;
import io.snapfleet.vault.format.TreeReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageBackupTest {

  @TempDir Path directory;
  private ImageFixture fixture;

  @BeforeEach
  void createRepository() {
    fixture = new ImageFixture(directory);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void holesAreNotReadAndCostNothing() throws Exception {
    fixture.createImage(1000L * CHUNK, 1, 0, 500, 999);
    ArchivedImage archived = fixture.backup();
    assertThat(archived.bytesRead()).isBetween(3L * CHUNK, 20L * CHUNK);
    assertThat(archived.stored().dataBlobs()).as("three chunks and the one of zeros").isEqualTo(4);
    assertThat(fixture.node().content()).hasSize(1000);
    assertRestoresToTheImage();
  }

  @Test
  void zerosThatAreAllocatedAreStoredOnce() throws Exception {
    Files.write(fixture.image, new byte[300 * CHUNK]);
    ArchivedImage archived = fixture.backup();
    assertThat(archived.bytesRead()).isEqualTo(300L * CHUNK);
    assertThat(archived.stored().dataBlobs()).isEqualTo(1);
    assertRestoresToTheImage();
  }

  @Test
  void anUnchangedImageIsNotRead() throws Exception {
    fixture.createImage(100L * CHUNK, 1, 3, 50);
    awaitSettled();
    ArchivedImage first = fixture.backup();
    fixture.reopen();
    ArchivedImage second = fixture.backup();
    assertThat(second.bytesRead()).isZero();
    assertThat(second.tree()).isEqualTo(first.tree());
    assertThat(second.stored().dataBlobs() + second.stored().treeBlobs()).isZero();
  }

  @Test
  void anUnchangedImageIsReadWhereThatIsWanted() throws Exception {
    fixture.createImage(100L * CHUNK, 1, 3, 50);
    awaitSettled();
    ArchivedImage first = fixture.backup();
    ArchivedImage second =
        new ImageBackup(fixture.repository(), ImageProgress.none()).storeAnew(fixture.image);
    assertThat(second.bytesRead()).isEqualTo(first.bytesRead()).isPositive();
    assertThat(second.bytesRecognized()).isZero();
    assertThat(second.tree()).isEqualTo(first.tree());
    assertThat(second.stored().dataBlobs()).isZero();
  }

  @Test
  void anUnchangedImageIsNotReadEvenWhenTheNotesAreLost() throws Exception {
    fixture.createImage(100L * CHUNK, 1, 3, 50);
    fixture.backup();
    loseNotes();
    assertThat(fixture.backup().bytesRead()).isZero();
  }

  @Test
  void aTouchedImageIsReadButRecognized() throws Exception {
    fixture.createImage(100L * CHUNK, 1, 3, 50, 51);
    fixture.backup();
    fixture.makeOld();
    ArchivedImage second = fixture.backup();
    assertThat(second.bytesRead()).isPositive();
    assertThat(second.bytesRecognized()).isEqualTo(second.bytesRead());
    assertThat(second.stored().dataBlobs()).isZero();
    assertRestoresToTheImage();
  }

  @Test
  void onlyWhatChangedIsStored() throws Exception {
    fixture.createImage(100L * CHUNK, 1, 3, 50, 51);
    fixture.backup();
    fixture.write(50L * CHUNK + 5, new byte[] {1, 2, 3});
    ArchivedImage second = fixture.backup();
    assertThat(second.stored().dataBlobs()).isEqualTo(1);
    assertThat(second.bytesRecognized()).isEqualTo(second.bytesRead() - CHUNK);
    assertRestoresToTheImage();
  }

  @Test
  void lostOrDamagedNotesCostTimeButNothingElse() throws Exception {
    fixture.createImage(100L * CHUNK, 1, 3, 50, 51);
    fixture.backup();
    for (Path note : notes()) {
      byte[] bytes = Files.readAllBytes(note);
      bytes[bytes.length / 2] ^= 1;
      Files.write(note, bytes);
    }
    fixture.write(50L * CHUNK, new byte[] {9});
    ArchivedImage second = fixture.backup();
    assertThat(second.bytesRecognized()).isZero();
    assertThat(second.stored().dataBlobs()).isEqualTo(1);
    assertRestoresToTheImage();
  }

  @Test
  void changedExtentsAreAllThatIsRead() throws Exception {
    fixture.createImage(100L * CHUNK, 1, 3, 50, 51, 80);
    fixture.backup();
    Id parent = fixture.repository().snapshots().getLast().id();
    fixture.write(50L * CHUNK - 2, new byte[] {1, 2, 3, 4});
    ArchivedImage second =
        fixture.backup(
            snapshot ->
                snapshot.equals(parent)
                    ? Optional.of(List.of(new Extent(50L * CHUNK - 2, 4)))
                    : Optional.empty());
    assertThat(second.bytesRead()).isEqualTo(2L * CHUNK);
    assertThat(second.stored().dataBlobs()).isEqualTo(2);
    assertRestoresToTheImage();
  }

  @Test
  void changedExtentsServeWithoutNotesToo() throws Exception {
    fixture.createImage(100L * CHUNK, 1, 3, 50, 51, 80);
    fixture.backup();
    loseNotes();
    fixture.write(3L * CHUNK, new byte[] {1});
    ArchivedImage second =
        fixture.backup(snapshot -> Optional.of(List.of(new Extent(3L * CHUNK, 1))));
    assertThat(second.bytesRead()).isEqualTo(CHUNK);
    assertRestoresToTheImage();
  }

  @Test
  void aGrownImageIsReadWhereItGrew() throws Exception {
    fixture.createImage(9L * CHUNK + 100, 1, 1);
    fixture.write(9L * CHUNK, new byte[] {1, 2, 3});
    fixture.backup();
    fixture.createImage(30L * CHUNK - 5, 2, 20);
    assertThat(fixture.backup(snapshot -> Optional.of(List.of())).bytesRead())
        .as("the chunk that was cut short, and what is new")
        .isEqualTo(2L * CHUNK);
    assertRestoresToTheImage();
  }

  @Test
  void aShrunkImageIsShorter() throws Exception {
    fixture.createImage(30L * CHUNK, 1, 1, 9, 20);
    fixture.backup();
    try (RandomAccessFile file = new RandomAccessFile(fixture.image.toFile(), "rw")) {
      file.setLength(9L * CHUNK + 11);
    }
    fixture.backup();
    assertThat(fixture.node().size()).isEqualTo(9L * CHUNK + 11);
    assertRestoresToTheImage();
  }

  @Test
  void anEmptyImageIsAFile() throws Exception {
    Files.createFile(fixture.image);
    assertThat(fixture.backup().size()).isZero();
    assertRestoresToTheImage();
  }

  @Test
  void timesOfTheTickTheBackupBeganInProveNothing() throws Exception {
    fixture.createImage(10L * CHUNK, 1, 1);
    ImageFile image = ImageFile.of(fixture.image);
    assertThat(image.isSettledAt(image.ctime().plusMillis(1))).isFalse();
    assertThat(image.isSettledAt(image.ctime().plusSeconds(3))).isTrue();
  }

  @Test
  void hashingSideBySideGivesTheSameSnapshot() throws Exception {
    byte[] data = new byte[200 * CHUNK + 12345];
    new Random(8).nextBytes(data);
    Arrays.fill(data, 20 * CHUNK, 30 * CHUNK, (byte) 0);
    Files.write(fixture.image, data);
    fixture.makeOld();
    ArchivedImage oneByOne = store(false);
    assertThat(oneByOne.stored().dataBlobs()).isEqualTo(192);
    assertThat(store(true).tree()).isEqualTo(oneByOne.tree());
    try (ImageFixture other = new ImageFixture(Files.createDirectory(directory.resolve("other")))) {
      Path copy = Files.move(fixture.image, other.image);
      ArchivedImage sideBySide =
          new ImageBackup(other.repository(), ImageProgress.none(), BatchHash::inLanes)
              .store(copy, Optional.empty(), ChangedExtents.unknown());
      other.saveSnapshot(sideBySide, Optional.empty());
      assertThat(other.node().content()).isEqualTo(content(oneByOne));
    }
  }

  private ArchivedImage store(boolean sideBySide) {
    return new ImageBackup(
            fixture.repository(),
            ImageProgress.none(),
            sideBySide ? BatchHash::inLanes : BatchHash::oneByOne)
        .store(fixture.image, Optional.empty(), ChangedExtents.unknown());
  }

  private IdList content(ArchivedImage archived) {
    byte[] tree = fixture.repository().load(BlobKind.TREE, archived.tree());
    return TreeReader.read(tree).getFirst().content();
  }

  @Test
  void aDirectoryIsNoImage() {
    assertThatThrownBy(
            () ->
                new ImageBackup(fixture.repository(), ImageProgress.none())
                    .store(directory, Optional.empty(), ChangedExtents.unknown()))
        .isInstanceOf(ImageException.class)
        .hasMessage(
            directory
                + " is neither a file nor a block device, so it cannot be backed up as an image.");
  }

  private void assertRestoresToTheImage() throws Exception {
    Path target = directory.resolve("restored");
    assertThat(fixture.restore(target).isWhole()).isTrue();
    assertThat(Files.mismatch(fixture.image, target)).isEqualTo(-1);
  }

  private void awaitSettled() throws IOException {
    ImageFile image = ImageFile.of(fixture.image);
    Awaitility.await().until(() -> image.isSettledAt(Instant.now()));
  }

  private List<Path> notes() throws IOException {
    try (Stream<Path> files = Files.walk(fixture.cache)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private void loseNotes() throws IOException {
    for (Path note : notes()) {
      Files.delete(note);
    }
  }
}
