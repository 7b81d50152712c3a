package io.snapfleet.vault.repository;

import io.snapfleet.vault.crypto.BlobHash;
import io.snapfleet.vault.store.Backend;
import io.snapfleet.vault.store.Backend.Kind;
import io.snapfleet.vault.store.LocalBackend;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Copies, on this machine, of a distant repository's snapshots, indexes and packs of trees: files
 * that never change and are read again and again. They are as encrypted as the originals. Only a
 * copy whose bytes have the file's name as their hash is made, and one that turns out damaged is
 * dropped, so that losing or spoiling them costs time only. Thread-safe.
 */
final class LocalCopies {
  private final Backend backend;
  private final @Nullable Path directory;

  private LocalCopies(Backend backend, @Nullable Path directory) {
    this.backend = backend;
    this.directory = directory;
  }

  /** Keeps copies in a directory unless there is none, or the repository is on this machine. */
  static LocalCopies of(Backend backend, @Nullable Path directory) {
    return new LocalCopies(backend, backend instanceof LocalBackend ? null : directory);
  }

  boolean areKept() {
    return directory != null;
  }

  /** Reads as {@link Backend#load} does, from the copy if there is one; else makes it. */
  ByteBuffer load(Kind kind, String name, long offset, int length) {
    Path copy = copy(kind, name);
    if (copy == null) {
      return backend.load(kind, name, offset, length);
    }
    try {
      return read(copy, offset, length);
    } catch (IOException e) {
      ByteBuffer whole = backend.load(kind, name, 0, 0);
      keep(copy, name, whole);
      return part(whole, offset, length);
    }
  }

  /** Drops a copy; the next read is of the original. */
  void forget(Kind kind, String name) {
    Path copy = copy(kind, name);
    if (copy != null) {
      delete(copy);
    }
  }

  private @Nullable Path copy(Kind kind, String name) {
    return directory == null ? null : directory.resolve(kind.directory()).resolve(name);
  }

  private static ByteBuffer read(Path copy, long offset, int length) throws IOException {
    try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.READ)) {
      long wanted = length == 0 ? channel.size() - offset : length;
      if (wanted < 0 || offset + wanted > channel.size()) {
        throw new IOException("the copy is too short");
      }
      ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(wanted));
      while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {}
      return bytes.flip();
    }
  }

  private static ByteBuffer part(ByteBuffer whole, long offset, int length) {
    int from = whole.arrayOffset() + (int) offset;
    int to = length == 0 ? whole.arrayOffset() + whole.limit() : from + length;
    return ByteBuffer.wrap(Arrays.copyOfRange(whole.array(), from, to));
  }

  /** A cache that cannot be written is as good as none. */
  private static void keep(Path copy, String name, ByteBuffer whole) {
    byte[] hash = BlobHash.of(whole.array(), whole.arrayOffset(), whole.limit());
    if (!HexFormat.of().formatHex(hash).equals(name)) {
      return;
    }
    Path part = copy.resolveSibling(name + "." + Thread.currentThread().threadId() + ".part");
    try {
      Files.createDirectories(
          copy.getParent(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      try (FileChannel channel =
          FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = whole.duplicate();
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
      Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      delete(part);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }
}
