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
  private final CompletableFuture<Read> reading;

  /** What the files of these names list together. */
  private record Read(Set<Id> files, BlobIndex index) {}

  private EarlyIndex(IndexLoader loader) {
    this.loader = loader;
    this.reading =
        CompletableFuture.supplyAsync(
            this::read, task -> Thread.ofPlatform().daemon().name("vault-index").start(task));
  }

  static EarlyIndex begin(IndexLoader loader) {
    return new EarlyIndex(loader);
  }

  private Read read() {
    Set<Id> files = Set.copyOf(loader.list());
    return new Read(files, loader.load(files));
  }

  /** Waits for what is being read; nothing when it is not what is in the repository now. */
  Optional<BlobIndex> ifStillTrue() {
    Read read;
    try {
      read = reading.join();
    } catch (CompletionException e) {
      // A file may have gone while it was read; whoever reads anew learns what is really wrong.
      return Optional.empty();
    }
    return read.files().equals(Set.copyOf(loader.list()))
        ? Optional.of(read.index())
        : Optional.empty();
  }
}
