package io.snapfleet.vault.repository;

import io.snapfleet.vault.format.Id;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The index, being read while its lock is waited for. Index files never change, so what was read is
 * true once the lock is held if the same files are there then. Thread-safe.
 */
final class EarlyIndex {
  private final IndexLoader loader;
  private final IndexNote note;
  private final CompletableFuture<KnownIndex> reading;

  private EarlyIndex(IndexLoader loader, IndexNote note) {
    this.loader = loader;
    this.note = note;
    this.reading =
        CompletableFuture.supplyAsync(
            this::read, task -> Thread.ofPlatform().daemon().name("vault-index").start(task));
  }

  static EarlyIndex begin(IndexLoader loader, IndexNote note) {
    return new EarlyIndex(loader, note);
  }

  private KnownIndex read() {
    Set<Id> files = Set.copyOf(loader.list());
    return loader.load(files, note.read(files));
  }

  /** Waits for what is being read; nothing when it is not what is in the repository now. */
  Optional<KnownIndex> ifStillTrue() {
    KnownIndex read;
    try {
      read = reading.join();
    } catch (CompletionException e) {
      // A file may have gone while it was read; whoever reads anew learns what is really wrong.
      return Optional.empty();
    }
    return read.files().equals(Set.copyOf(loader.list())) ? Optional.of(read) : Optional.empty();
  }
}
