package io.snapfleet.vault.repository;

import io.snapfleet.vault.format.FormatException;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.IndexFile;
import io.snapfleet.vault.store.Backend;
import io.snapfleet.vault.store.Backend.Kind;
import java.util.List;
import java.util.Set;

/** Reads the repository's index files. */
final class IndexLoader {
  private final Backend backend;
  private final SealedFiles files;

  IndexLoader(Backend backend, SealedFiles files) {
    this.backend = backend;
    this.files = files;
  }

  List<Id> list() {
    return backend.list(Kind.INDEX).stream()
        .map(Backend.Entry::name)
        .filter(Id::isHex)
        .map(Id::parse)
        .toList();
  }

  void read(Id index, IndexFile.Visitor visitor) {
    try {
      IndexFile.read(files.load(Kind.INDEX, index), visitor);
    } catch (FormatException e) {
      throw new DamagedException(
          "Index %s is damaged: %s".formatted(index.hex(), e.getMessage()), e);
    }
  }

  /** What the index files that are there list together. */
  KnownIndex load() {
    return load(Set.copyOf(list()), new KnownIndex(Set.of(), new BlobIndex()));
  }

  /** What these index files list together, of which some are known. */
  KnownIndex load(Set<Id> files, KnownIndex known) {
    BlobIndex index = known.index();
    files.parallelStream()
        .filter(id -> !known.files().contains(id))
        .forEach(id -> read(id, index::add));
    return new KnownIndex(files, index);
  }
}
