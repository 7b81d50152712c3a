package io.snapfleet.vault.maintain;

import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.PackedBlob;
import io.snapfleet.vault.repository.BlobSink;
import io.snapfleet.vault.repository.LockKind;
import io.snapfleet.vault.repository.Repository;
import io.snapfleet.vault.repository.RepositoryLock;
import io.snapfleet.vault.store.Backend.Kind;
import io.snapfleet.vault.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Saves the good blobs of damaged packs into new ones, and takes the damaged ones out. */
public final class PackRepair {

  /**
   * What became of a pack.
   *
   * @param lost blobs that could not be read; another pack may still have them
   */
  public record Salvaged(Id pack, int saved, List<PackedBlob> lost) {
    public Salvaged {
      lost = List.copyOf(lost);
    }
  }

  private final Repository repository;
  private final Path keepIn;

  private PackRepair(Repository repository, Path keepIn) {
    this.repository = repository;
    this.keepIn = keepIn;
  }

  /**
   * Repairs these packs, as an index lists them. Each damaged file is first copied into {@code
   * keepIn}. Throws IllegalArgumentException for a pack that no index lists.
   */
  public static List<Salvaged> run(
      Repository repository, Set<Id> packs, Path keepIn, Duration wait) {
    try (RepositoryLock lock = repository.lock(LockKind.EXCLUSIVE, wait)) {
      return new PackRepair(repository, keepIn).repair(packs);
    }
  }

  private List<Salvaged> repair(Set<Id> packs) {
    IndexContent index = indexNow();
    packs.forEach(pack -> refuseUnlisted(index, pack));
    List<Salvaged> salvaged = new ArrayList<>();
    try (BlobSink sink = repository.write()) {
      for (Id pack : packs) {
        salvaged.add(salvage(sink, pack, index.packs().getOrDefault(pack, List.of())));
      }
      sink.flush();
    }
    new PackRemoval(repository).remove(indexNow(), new HashSet<>(packs));
    return salvaged;
  }

  private Salvaged salvage(BlobSink sink, Id pack, List<PackedBlob> blobs) {
    ByteBuffer file = load(pack);
    keep(pack, file);
    List<PackedBlob> lost =
        PackVerifier.damagedBlobs(
            repository,
            pack,
            file,
            blobs,
            (blob, content, offset) ->
                sink.saveAgain(blob.kind(), content, offset, blob.plainLength(), blob.id()));
    return new Salvaged(pack, blobs.size() - lost.size(), lost);
  }

  private ByteBuffer load(Id pack) {
    try {
      return repository.backend().load(Kind.DATA, pack.hex(), 0, 0);
    } catch (StoreException gone) {
      if (gone.kind() != StoreException.Kind.NOT_THERE) {
        throw gone;
      }
      return ByteBuffer.allocate(0);
    }
  }

  private void keep(Id pack, ByteBuffer file) {
    Path copy = keepIn.resolve("pack-" + pack.hex());
    try {
      Files.createDirectories(keepIn);
      try (FileChannel out =
          FileChannel.open(
              copy,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer rest = file.duplicate();
        while (rest.hasRemaining()) {
          out.write(rest);
        }
        out.force(true);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(
          "The damaged pack could not be copied to %s, so nothing was repaired; choose another directory."
              .formatted(copy),
          failed);
    }
  }

  private static void refuseUnlisted(IndexContent index, Id pack) {
    if (!index.packs().containsKey(pack)) {
      throw new IllegalArgumentException(
          "No index lists a pack %s, so nothing is read from it; `vault repair index` lists it if it is needed, `vault prune` removes it."
              .formatted(pack.hex()));
    }
  }

  private IndexContent indexNow() {
    return IndexContent.read(
        repository,
        (file, why) -> {
          throw why;
        });
  }
}
