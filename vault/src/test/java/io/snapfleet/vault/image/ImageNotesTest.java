package io.snapfleet.vault.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.vault.chunk.FixedChunker;
import io.snapfleet.vault.format.Id;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ImageNotesTest {

  private static final FixedChunker CHUNKS = new FixedChunker(1_000_000, 64 << 10);
  private static final ImageNotes NOTES = notes();

  @Test
  void notesAreReadAsTheyWereWritten() {
    ImageNotes read = ImageNotes.read(NOTES.toBytes()).orElseThrow();
    assertThat(read.toBytes()).isEqualTo(NOTES.toBytes());
    assertThat(read.mtime()).isEqualTo(NOTES.mtime());
    assertThat(read.tree()).isEqualTo(NOTES.tree());
    assertThat(read.table().ids()).isEqualTo(NOTES.table().ids());
    assertThat(read.table().chunks()).isEqualTo(CHUNKS);
  }

  @Property(tries = 300)
  void cutOffNotesAreNone(@ForAll @IntRange(max = 60_000) int length) {
    assertThat(ImageNotes.read(Arrays.copyOf(NOTES.toBytes(), length))).isEmpty();
  }

  @Property(tries = 300)
  void anythingElseIsNoNotesAndNoFailure(
      @ForAll long seed, @ForAll @IntRange(max = 200) int damage) {
    byte[] bytes = NOTES.toBytes();
    Random random = new Random(seed);
    for (int i = 0; i < damage; i++) {
      bytes[random.nextInt(13 * 8)] = (byte) random.nextInt();
    }
    Optional<ImageNotes> read = ImageNotes.read(bytes);
    read.ifPresent(notes -> assertThat(notes.table().chunks().count()).isEqualTo(CHUNKS.count()));
  }

  private static ImageNotes notes() {
    ChunkTable table = new ChunkTable(CHUNKS);
    SecureRandom random = new SecureRandom();
    PositionHash hash = PositionHash.random(random);
    byte[] chunk = new byte[64 << 10];
    for (int i = 0; i < CHUNKS.count(); i++) {
      random.nextBytes(chunk);
      table.setId(i, Id.random(random));
      table.hash(i, hash, chunk, 0);
    }
    Instant time = Instant.parse("2026-03-01T10:00:00.123456789Z");
    return new ImageNotes(true, time, time.plusSeconds(1), 77, Id.random(random), hash, table);
  }
}
