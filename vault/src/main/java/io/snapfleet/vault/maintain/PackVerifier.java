package io.snapfleet.vault.maintain;

import io.snapfleet.vault.crypto.BlobHash;
import io.snapfleet.vault.format.FormatException;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.PackedBlob;
import io.snapfleet.vault.repository.BlobConsumer;
import io.snapfleet.vault.repository.DamagedException;
import io.snapfleet.vault.repository.Repository;
import io.snapfleet.vault.store.Backend.Kind;
import io.snapfleet.vault.store.StoreException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Reads packs whole and checks every byte of them: the name, the header, and each blob. */
final class PackVerifier {
  private final Repository repository;
  private final Findings findings;

  PackVerifier(Repository repository, Findings findings) {
    this.repository = repository;
    this.findings = findings;
  }

  /** Checks every pack an index lists, and returns how many bytes that were. */
  long verifyAll(RepositoryCheck.Progress progress) {
    Map<Id, List<PackedBlob>> packs = IndexContent.read(repository, (id, why) -> {}).packs();
    AtomicLong bytes = new AtomicLong();
    Parallel.forEachOnProcessors(
        List.copyOf(packs.entrySet()),
        pack -> {
          long size = verify(pack.getKey(), pack.getValue());
          bytes.addAndGet(size);
          progress.accept(size);
        });
    return bytes.get();
  }

  private long verify(Id pack, List<PackedBlob> blobs) {
    ByteBuffer file = load(pack);
    if (file.hasRemaining()) {
      verifyFile(pack, file, blobs);
    }
    return file.remaining();
  }

  /** Nothing, for a pack whose absence the structure's check has named. */
  private ByteBuffer load(Id pack) {
    try {
      return repository.backend().load(Kind.DATA, pack.hex(), 0, 0);
    } catch (StoreException unreadable) {
      IndexContent.refusePassing(unreadable);
      if (unreadable.kind() != StoreException.Kind.NOT_THERE) {
        findings.damagedPack(pack, String.valueOf(unreadable.getMessage()));
      }
      return ByteBuffer.allocate(0);
    }
  }

  private void verifyFile(Id pack, ByteBuffer file, List<PackedBlob> blobs) {
    boolean named =
        Id.of(BlobHash.of(file.array(), file.arrayOffset(), file.remaining())).equals(pack);
    int bad = damagedBlobs(repository, pack, file, blobs, (blob, content, offset) -> {}).size();
    if (!named || bad > 0) {
      String why =
          named
              ? "%d of its %d blobs do not open.".formatted(bad, blobs.size())
              : "its bytes do not match its name, and %d of its %d blobs do not open."
                  .formatted(bad, blobs.size());
      findings.damagedPack(pack, why);
    } else {
      verifyHeader(pack, file, blobs);
    }
  }

  private void verifyHeader(Id pack, ByteBuffer file, List<PackedBlob> blobs) {
    try {
      if (!repository.packHeader(pack, file).equals(blobs)) {
        findings.damagedPack(pack, "its header lists other blobs than the index.");
      }
    } catch (DamagedException | FormatException unreadable) {
      findings.damagedPack(pack, String.valueOf(unreadable.getMessage()));
    }
  }

  /** Gives those of the blobs that open to the consumer, and returns the others. */
  static List<PackedBlob> damagedBlobs(
      Repository repository, Id pack, ByteBuffer file, List<PackedBlob> blobs, BlobConsumer good) {
    List<PackedBlob> damaged = new ArrayList<>();
    repository.readPack(
        pack,
        file,
        blobs,
        new BlobConsumer() {
          @Override
          public void accept(PackedBlob blob, byte[] content, int offset) {
            good.accept(blob, content, offset);
          }

          @Override
          public void damaged(PackedBlob blob, DamagedException cause) {
            damaged.add(blob);
          }
        });
    return damaged;
  }
}
