package io.snapfleet.vault.image;

import io.snapfleet.vault.format.PackedBlob;
import io.snapfleet.vault.repository.DamagedException;
import io.snapfleet.vault.repository.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
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

  private void write(PackedBlob blob, byte[] content, int offset) {
    int length = blob.plainLength();
    boolean hole = target.isSparse() && isZero(content, offset, length);
    plan.forEachPlace(blob.id(), position -> write(content, offset, length, position, hole));
  }

  private void write(byte[] content, int offset, int length, long position, boolean hole) {
    try {
      if (!hole) {
        target.write(ByteBuffer.wrap(content, offset, length), position);
        tally.written(length);
      } else {
        tally.skipped(length);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isZero(byte[] content, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (content[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
