package io.snapfleet.vault.repository;

import io.snapfleet.vault.crypto.BlobHash;
import io.snapfleet.vault.crypto.DataKey;
import io.snapfleet.vault.crypto.WrongMacException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Files that a machine keeps for itself of a repository's content, to be faster next time.
 * Encrypted and authenticated with the repository's key, so that they tell nothing and cannot be
 * made up. Losing one costs time, never data: what cannot be read is as if it were not there, and
 * what cannot be written is left out. Thread-safe; of several writers of one note the last one's
 * stays.
 */
public final class LocalNotes {
  private final @Nullable Path directory;
  private final DataKey key;

  LocalNotes(@Nullable Path directory, DataKey key) {
    this.directory = directory;
    this.key = key;
  }

  /** Whether notes are kept at all. */
  public boolean areKept() {
    return directory != null;
  }

  /** The note about a subject, or nothing when there is none that can be trusted. */
  public Optional<byte[]> load(String subject) {
    if (directory == null) {
      return Optional.empty();
    }
    try {
      byte[] sealed = Files.readAllBytes(file(directory, subject));
      byte[] note = new byte[Math.max(0, sealed.length - key.overhead())];
      key.decrypt(sealed, 0, sealed.length, note, 0);
      return Optional.of(note);
    } catch (IOException | WrongMacException e) {
      return Optional.empty();
    }
  }

  /** Replaces the note about a subject and says whether it could. */
  public boolean save(String subject, byte[] note) {
    if (directory == null) {
      return false;
    }
    byte[] sealed = new byte[note.length + key.overhead()];
    key.encrypt(note, 0, note.length, sealed, 0);
    try {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      replace(file(directory, subject), sealed);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void replace(Path file, byte[] content) throws IOException {
    Path written = Files.createTempFile(file.getParent(), "note", ".new");
    try {
      Files.write(written, content);
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private static Path file(Path directory, String subject) {
    byte[] name = BlobHash.of(subject.getBytes(StandardCharsets.UTF_8));
    return directory.resolve(HexFormat.of().formatHex(name));
  }
}
