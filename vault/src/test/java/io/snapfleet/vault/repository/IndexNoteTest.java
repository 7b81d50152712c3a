package io.snapfleet.vault.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.vault.crypto.DataKey;
import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.PackedBlob;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexNoteTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BLOBS = 5_000;

  private final Id file = Id.random(RANDOM);
  private final Id other = Id.random(RANDOM);
  private final Id pack = Id.random(RANDOM);
  @TempDir Path directory;
  LocalNotes notes;

  @BeforeEach
  void open() {
    notes = new LocalNotes(directory, DataKey.random(RANDOM));
  }

  @Test
  void whatWasNotedIsKnownAndCanBeAddedTo() {
    List<PackedBlob> blobs = blobs(BLOBS);
    note().write(new KnownIndex(Set.of(file), index(blobs)));

    KnownIndex known = note().read(Set.of(file, other));

    assertThat(known.files()).containsExactly(file);
    assertThat(known.index().size()).isEqualTo(BLOBS);
    assertThat(blobs)
        .allSatisfy(
            blob ->
                assertThat(known.index().locate(blob.kind(), blob.id()))
                    .isEqualTo(new BlobLocation(pack, blob)));
    List<PackedBlob> more = blobs(BLOBS);
    more.forEach(blob -> known.index().add(other, blob));
    assertThat(Stream.concat(blobs.stream(), more.stream()))
        .allMatch(blob -> known.index().has(blob.kind(), blob.id()));
    assertThat(known.index().locate(more.getLast().kind(), more.getLast().id()))
        .isEqualTo(new BlobLocation(other, more.getLast()));
  }

  @Test
  void anEmptyIndexCanBeNotedAndAddedTo() {
    PackedBlob blob = blobs(1).getFirst();
    notes.save("index", bytesOfNothing());

    KnownIndex known = note().read(Set.of(file));

    assertThat(known.files()).containsExactly(file);
    known.index().add(pack, blob);
    assertThat(known.index().has(blob.kind(), blob.id())).isTrue();
  }

  @Test
  void aNoteOfAFileThatIsGoneIsNone() {
    note().write(new KnownIndex(Set.of(file, other), index(blobs(10))));

    assertThat(note().read(Set.of(file)).files()).isEmpty();
    assertThat(note().read(Set.of(file)).index().size()).isZero();
  }

  @Test
  void aNoteOfAnotherLengthOrFormatIsNone() {
    note().write(new KnownIndex(Set.of(file), index(blobs(10))));
    byte[] whole = notes.load("index").orElseThrow();
    for (int length = 0; length < whole.length; length++) {
      notes.save("index", Arrays.copyOf(whole, length));
      assertThat(note().read(Set.of(file)).files()).as("%d bytes", length).isEmpty();
    }
    byte[] newer = whole.clone();
    newer[7]++;
    notes.save("index", newer);
    assertThat(note().read(Set.of(file)).files()).isEmpty();
  }

  @Test
  void aFewMoreBlobsAreNotWorthANewNote() throws Exception {
    List<PackedBlob> blobs = new ArrayList<>(blobs(BLOBS));
    note().write(new KnownIndex(Set.of(file), index(blobs)));
    byte[] before = onlyNote();

    IndexNote note = note();
    BlobIndex index = note.read(Set.of(file)).index();
    blobs(10).forEach(blob -> index.add(pack, blob));
    note.write(new KnownIndex(Set.of(file, other), index));
    assertThat(onlyNote()).isEqualTo(before);

    blobs(BLOBS).forEach(blob -> index.add(pack, blob));
    note.write(new KnownIndex(Set.of(file, other), index));
    assertThat(note().read(Set.of(file, other)).files()).containsExactlyInAnyOrder(file, other);
  }

  private IndexNote note() {
    return new IndexNote(notes);
  }

  private byte[] onlyNote() throws Exception {
    try (Stream<Path> files = Files.list(directory)) {
      return Files.readAllBytes(files.toList().getFirst());
    }
  }

  private BlobIndex index(List<PackedBlob> blobs) {
    BlobIndex index = new BlobIndex();
    blobs.forEach(blob -> index.add(pack, blob));
    return index;
  }

  private static List<PackedBlob> blobs(int count) {
    return Stream.generate(() -> RANDOM.nextBoolean() ? BlobKind.DATA : BlobKind.TREE)
        .limit(count)
        .map(kind -> new PackedBlob(kind, Id.random(RANDOM), RANDOM.nextInt(1 << 24), 100, 200))
        .toList();
  }

  private byte[] bytesOfNothing() {
    IndexNote writer = note();
    List<PackedBlob> one = blobs(1);
    writer.write(new KnownIndex(Set.of(file), index(one)));
    byte[] note = notes.load("index").orElseThrow();
    ByteBuffer nothing = ByteBuffer.allocate(8 + 4 + Id.LENGTH + 8);
    nothing.put(note, 0, 8 + 4 + Id.LENGTH).putInt(0).putInt(0);
    return nothing.array();
  }
}
