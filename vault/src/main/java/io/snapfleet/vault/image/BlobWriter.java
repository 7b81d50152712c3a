package io.snapfleet.vault.image;

import io.snapfleet.vault.format.PackedBlob;
import io.snapfleet.vault.repository.DamagedException;
import io.snapfleet.vault.repository.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Reads pieces of packs and writes their blobs to their places. Not thread-safe. */
final class BlobWriter implements Crew.Worker<RestorePlan.Piece> {

  private final Repository repository;
  private final RestorePlan plan;
  private final RestoreTarget target;
  private final RestoreTally tally;

  BlobWriter(Repository repository, RestorePlan plan, RestoreTarget target, RestoreTally tally) {
    this.repository = repository;
    this.plan = plan;
    this.target = target;
    this.tally = tally;
  }

  @Override
  public void work(RestorePlan.Piece piece) throws IOException {
    try {
      read(piece.blobs(), piece);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Reads all at once; when something of it is damaged, each blob for itself. */
  private void read(List<PackedBlob> blobs, RestorePlan.Piece piece) {
    try {
      repository.readPack(piece.pack(), blobs, this::write);
    } catch (DamagedException e) {
      if (blobs.size() == 1) {
        tally.damaged(String.valueOf(e.getMessage()));
      } else {
        blobs.forEach(blob -> read(List.of(blob), piece));
      }
    }
  }

  private void write(PackedBlob blob, byte[] content, int length) {
    boolean hole = target.isSparse() && isZero(content, length);
    plan.forEachPlace(blob.id(), offset -> write(content, length, offset, hole));
  }

  private void write(byte[] content, int length, long offset, boolean hole) {
    try {
      if (!hole) {
        target.write(content, length, offset);
        tally.written(length);
      } else {
        tally.skipped(length);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isZero(byte[] content, int length) {
    for (int i = 0; i < length; i++) {
      if (content[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
