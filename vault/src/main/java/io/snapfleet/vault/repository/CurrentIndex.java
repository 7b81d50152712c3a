package io.snapfleet.vault.repository;

import io.snapfleet.vault.format.Id;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The repository's index as this process knows it: read when it is first asked for or, where a lock
 * has to be waited for, meanwhile. What is stored after that is added to it. Thread-safe.
 */
final class CurrentIndex {
  private final IndexLoader loader;
  private final IndexNote note;
  private final Set<Id> written = ConcurrentHashMap.newKeySet();
  private volatile @Nullable KnownIndex known;
  private volatile @Nullable EarlyIndex early;

  CurrentIndex(IndexLoader loader, IndexNote note) {
    this.loader = loader;
    this.note = note;
  }

  /** Begins to read it, if it is not known yet. */
  void readAhead() {
    if (known == null) {
      early = EarlyIndex.begin(loader, note);
    }
  }

  BlobIndex get() {
    KnownIndex now = known;
    return now != null ? now.index() : loaded().index();
  }

  private synchronized KnownIndex loaded() {
    KnownIndex now = known;
    if (now == null) {
      EarlyIndex begun = early;
      early = null;
      now = Optional.ofNullable(begun).flatMap(EarlyIndex::ifStillTrue).orElseGet(loader::load);
      known = now;
    }
    return now;
  }

  /** The next use reads it anew. */
  void forget() {
    early = null;
    known = null;
    written.clear();
  }

  /** An index file of what was added to it is stored. */
  void stored(Id file) {
    written.add(file);
  }

  /** The files it is made of, those that were stored besides. */
  Set<Id> files() {
    Set<Id> files = new HashSet<>(loaded().files());
    files.addAll(written);
    return files;
  }

  /** Notes it for the next time; all that was added must be in index files. */
  void remember() {
    KnownIndex now = known;
    if (now != null) {
      note.write(new KnownIndex(files(), now.index()));
    }
  }
}
