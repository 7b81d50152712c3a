package io.snapfleet.vault.store;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/**
 * Where a repository's files are. Thread-safe. A file is named by its kind and 64 lower-case hex
 * digits; the one {@link Kind#CONFIG} has the empty name. Files never change: they appear whole,
 * are read, and are deleted.
 *
 * <p>Every call throws {@link StoreException} when it cannot do its work.
 */
public interface Backend extends AutoCloseable {

  /** What a file is for; says in which directory it lies. */
  enum Kind {
    CONFIG("config"),
    KEY("keys"),
    LOCK("locks"),
    SNAPSHOT("snapshots"),
    INDEX("index"),
    DATA("data");

    private final String directory;

    Kind(String directory) {
      this.directory = directory;
    }

    /** The directory of the repository that holds this kind; for CONFIG, the file itself. */
    public String directory() {
      return directory;
    }
  }

  /** A file that is there. */
  record Entry(String name, long size) {}

  /** What a writer that was killed left behind; no part of the repository. */
  record Leftover(String name, long size, Instant lastChanged) {}

  /**
   * Stores a new file made of the given parts, from their positions to their limits, which are left
   * as they are. The file appears at once with all its bytes, or not at all, and survives a power
   * cut once this returns. A name that exists is never replaced: ALREADY_THERE.
   */
  void save(Kind kind, String name, ByteBuffer... parts);

  /**
   * Reads {@code length} bytes from {@code offset}; length 0 reads to the end. The buffer is backed
   * by an array that is the caller's own. NOT_THERE when the file is not, CORRUPT when it is
   * shorter than was asked for.
   */
  ByteBuffer load(Kind kind, String name, long offset, int length);

  /**
   * Every whole file of the kind, in no order; a file that appears or goes meanwhile may be in it.
   */
  List<Entry> list(Kind kind);

  /** The file's length in bytes; NOT_THERE when the file is not. */
  long size(Kind kind, String name);

  /** Removes the file. One that is already gone is no error. */
  void delete(Kind kind, String name);

  /** What killed writers left behind before the given moment. */
  List<Leftover> leftovers(Instant before);

  /** Removes a leftover. One that is already gone is no error. */
  void deleteLeftover(Leftover leftover);

  /** The place, to be printed; holds no secrets. */
  String location();

  @Override
  void close();
}
