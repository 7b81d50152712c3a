package io.snapfleet.vault.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.vault.crypto.DataKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalNotesTest {

  @TempDir Path directory;
  private final DataKey key = DataKey.random(new SecureRandom());

  @Test
  void aNoteIsReadAsItWasLastWritten() {
    LocalNotes notes = new LocalNotes(directory.resolve("a/b"), key);
    assertThat(notes.load("disk")).isEmpty();
    assertThat(notes.save("disk", bytes("one"))).isTrue();
    assertThat(notes.save("disk", bytes("two"))).isTrue();
    assertThat(notes.load("disk")).contains(bytes("two"));
    assertThat(notes.load("other disk")).isEmpty();
  }

  @Test
  void notesTellNothingToOthers() throws Exception {
    Path kept = directory.resolve("notes");
    new LocalNotes(kept, key).save("secret disk", bytes("secret content"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
        .isEqualTo("rwx------");
    assertThat(Files.readString(only(kept), StandardCharsets.ISO_8859_1)).doesNotContain("secret");
    assertThat(only(kept).getFileName().toString()).doesNotContain("disk");
  }

  @Test
  void aNoteOfAnotherKeyOrADamagedOneIsNone() throws Exception {
    LocalNotes notes = new LocalNotes(directory, key);
    notes.save("disk", bytes("content"));
    assertThat(new LocalNotes(directory, DataKey.random(new SecureRandom())).load("disk"))
        .isEmpty();
    byte[] cut = Files.readAllBytes(only(directory));
    Files.write(only(directory), Arrays.copyOf(cut, cut.length - 1));
    assertThat(notes.load("disk")).isEmpty();
    Files.write(only(directory), new byte[0]);
    assertThat(notes.load("disk")).isEmpty();
  }

  @Test
  void aPlaceThatCannotBeWrittenCostsNothing() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    LocalNotes notes = new LocalNotes(file, key);
    assertThat(notes.save("disk", bytes("content"))).isFalse();
    assertThat(notes.load("disk")).isEmpty();
    LocalNotes none = new LocalNotes(null, key);
    assertThat(none.areKept()).isFalse();
    assertThat(none.save("disk", bytes("content"))).isFalse();
    assertThat(none.load("disk")).isEmpty();
  }

  private static Path only(Path directory) throws Exception {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList().getFirst();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
