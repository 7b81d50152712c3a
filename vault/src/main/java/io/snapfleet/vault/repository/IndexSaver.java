package io.snapfleet.vault.repository;

import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.IndexFile;
import io.snapfleet.vault.format.PackedBlob;
import io.snapfleet.vault.store.Backend.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Lists packs that are durable in index files, written when full or old enough, so that a backup of
 * many hours that is killed has not worked for nothing. Thread-safe.
 */
final class IndexSaver {
  private static final int FULL = 50_000;
  private static final Duration OLD = Duration.ofMinutes(10);

  private final SealedFiles files;
  private final Clock clock;
  private final Consumer<Id> written;
  private Map<Id, List<PackedBlob>> packs = new LinkedHashMap<>();
  private int blobs;
  private Instant begun = Instant.MAX;

  /**
   * @param written is told of each file
   */
  IndexSaver(SealedFiles files, Clock clock, Consumer<Id> written) {
    this.files = files;
    this.clock = clock;
    this.written = written;
  }

  void add(Id pack, List<PackedBlob> content) {
    write(addAndTakeFull(pack, List.copyOf(content)));
  }

  void flush() {
    write(take());
  }

  private synchronized Map<Id, List<PackedBlob>> addAndTakeFull(Id pack, List<PackedBlob> content) {
    if (packs.isEmpty()) {
      begun = clock.instant();
    }
    packs.put(pack, content);
    blobs += content.size();
    return blobs >= FULL || begun.plus(OLD).isBefore(clock.instant()) ? take() : Map.of();
  }

  private synchronized Map<Id, List<PackedBlob>> take() {
    Map<Id, List<PackedBlob>> taken = packs;
    packs = new LinkedHashMap<>();
    blobs = 0;
    return taken;
  }

  private void write(Map<Id, List<PackedBlob>> taken) {
    write(files, taken, written);
  }

  /** Writes the packs as index files of bounded size. */
  static void write(SealedFiles files, Map<Id, List<PackedBlob>> packs, Consumer<Id> written) {
    Map<Id, List<PackedBlob>> part = new LinkedHashMap<>();
    int count = 0;
    for (Map.Entry<Id, List<PackedBlob>> pack : packs.entrySet()) {
      part.put(pack.getKey(), pack.getValue());
      count += pack.getValue().size();
      if (count >= FULL) {
        written.accept(files.save(Kind.INDEX, IndexFile.write(part)));
        part.clear();
        count = 0;
      }
    }
    if (!part.isEmpty()) {
      written.accept(files.save(Kind.INDEX, IndexFile.write(part)));
    }
  }
}
