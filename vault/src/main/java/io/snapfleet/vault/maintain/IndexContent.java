package io.snapfleet.vault.maintain;

import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.PackHeader;
import io.snapfleet.vault.format.PackedBlob;
import io.snapfleet.vault.repository.DamagedException;
import io.snapfleet.vault.repository.Repository;
import io.snapfleet.vault.store.StoreException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * What all index files together list: every pack with its blobs, each blob once per pack, in the
 * order they lie there.
 *
 * @param files the index files that were read, each with the packs it lists
 * @param packs what they list
 */
record IndexContent(Map<Id, Set<Id>> files, Map<Id, List<PackedBlob>> packs) {

  /** Reads every index file; what cannot be read goes to {@code damaged} and is left out. */
  static IndexContent read(Repository repository, BiConsumer<Id, RuntimeException> damaged) {
    Map<Id, Map<Id, List<PackedBlob>>> byFile = new ConcurrentHashMap<>();
    List<Id> files = repository.indexes();
    Parallel.forEach(
        files,
        file -> {
          try {
            byFile.put(file, readFile(repository, file));
          } catch (DamagedException | StoreException unreadable) {
            refusePassing(unreadable);
            damaged.accept(file, unreadable);
          }
        });
    Map<Id, Set<Id>> packsOfFiles = new HashMap<>();
    byFile.forEach((file, packs) -> packsOfFiles.put(file, packs.keySet()));
    return new IndexContent(packsOfFiles, merged(byFile.values()));
  }

  /** How long a pack must be that has these blobs: with its header, as it is stored. */
  static long packSize(Collection<PackedBlob> blobs) {
    long size = PackHeader.LENGTH_FIELD + PackedBlob.OVERHEAD;
    for (PackedBlob blob : blobs) {
      size += blob.length() + headerEntry(blob);
    }
    return size;
  }

  private static int headerEntry(PackedBlob blob) {
    int plain = 1 + Integer.BYTES + Id.LENGTH;
    return blob.isCompressed() ? plain + Integer.BYTES : plain;
  }

  /** An endpoint that does not answer now says nothing about what it holds. */
  static void refusePassing(RuntimeException failure) {
    if (failure instanceof StoreException store && store.retryable()) {
      throw store;
    }
  }

  private static Map<Id, List<PackedBlob>> readFile(Repository repository, Id file) {
    Map<Id, List<PackedBlob>> packs = new LinkedHashMap<>();
    repository.readIndex(
        file, (pack, blob) -> packs.computeIfAbsent(pack, none -> new ArrayList<>()).add(blob));
    return packs;
  }

  /** A pack may be listed by several files, wholly or in part. */
  private static Map<Id, List<PackedBlob>> merged(Collection<Map<Id, List<PackedBlob>>> contents) {
    Map<Id, List<PackedBlob>> all = new LinkedHashMap<>();
    for (Map<Id, List<PackedBlob>> content : contents) {
      content.forEach((pack, blobs) -> all.merge(pack, blobs, IndexContent::union));
    }
    all.replaceAll(
        (pack, blobs) ->
            blobs.stream().sorted(Comparator.comparingLong(PackedBlob::offset)).toList());
    return all;
  }

  private static List<PackedBlob> union(List<PackedBlob> some, List<PackedBlob> others) {
    if (some.equals(others)) {
      return some;
    }
    return Stream.concat(some.stream(), others.stream()).distinct().toList();
  }
}
