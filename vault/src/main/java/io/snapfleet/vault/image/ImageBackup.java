package io.snapfleet.vault.image;

import io.snapfleet.vault.chunk.FixedChunker;
import io.snapfleet.vault.crypto.BatchHash;
import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.IdList;
import io.snapfleet.vault.format.TreeWriter;
import io.snapfleet.vault.repository.BlobSink;
import io.snapfleet.vault.repository.LocalNotes;
import io.snapfleet.vault.repository.Repository;
import io.snapfleet.vault.repository.StoredSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stores an image, or the content of a block device, as one file that restic can restore. Reads
 * what is allocated and may have changed; of what it reads it stores what the repository does not
 * have. When it returns, all is durable; a snapshot of the tree is the caller's to save.
 * Thread-safe.
 */
public final class ImageBackup {

  private static final int READ_AT_ONCE = 1 << 20;

  private final Repository repository;
  private final LocalNotes notes;
  private final ImageProgress progress;
  private final Supplier<BatchHash> hashes;

  public ImageBackup(Repository repository, ImageProgress progress) {
    this(repository, progress, BatchHash::forProcessor);
  }

  ImageBackup(Repository repository, ImageProgress progress, Supplier<BatchHash> hashes) {
    this.hashes = hashes;
    this.repository = repository;
    this.notes = repository.notes();
    this.progress = progress;
  }

  /**
   * Backs up one image.
   *
   * @param parent the snapshot of the same image to compare with; without one all that is allocated
   *     is read
   */
  public ArchivedImage store(Path path, Optional<StoredSnapshot> parent, ChangedExtents changed) {
    return opened(
        path,
        image -> {
          ImageNotes last = notes.load(subject(image)).flatMap(ImageNotes::read).orElse(null);
          ImageParent before =
              parent
                  .flatMap(known -> ImageParent.find(repository, known, image, last))
                  .orElse(null);
          if (before != null && before.unchanged() && before.isComplete(repository)) {
            return storeUnchanged(image, before);
          }
          return storeChanged(image, before, last, changed);
        });
  }

  /** Backs up one image, and reads all that is allocated, whatever is known of it. */
  public ArchivedImage storeAnew(Path path) {
    return opened(path, image -> storeChanged(image, null, null, ChangedExtents.unknown()));
  }

  /** What is done with an image that is there. */
  private interface Storing {
    ArchivedImage store(ImageFile image) throws IOException;
  }

  private static ArchivedImage opened(Path path, Storing storing) {
    try {
      return storing.store(ImageFile.of(path));
    } catch (IOException e) {
      throw new ImageException("%s cannot be read: %s".formatted(path, e.getMessage()), e);
    }
  }

  private static String subject(ImageFile image) {
    return "image " + image.path();
  }

  private ArchivedImage storeUnchanged(ImageFile image, ImageParent before) {
    progress.planned(0);
    try (BlobSink sink = repository.write()) {
      Id tree = before.tree();
      if (tree == null) {
        tree = saveTree(sink, image, before.content());
        sink.flush();
      }
      return archived(image, tree, 0, 0, sink);
    }
  }

  private ArchivedImage storeChanged(
      ImageFile image,
      @Nullable ImageParent before,
      @Nullable ImageNotes last,
      ChangedExtents changed)
      throws IOException {
    ChunkTable known = before == null ? null : before.table();
    FixedChunker chunks = new FixedChunker(image.size(), chunkSize(image, known, last));
    ImagePlan plan = plan(image, chunks, before, changed);
    boolean settled = image.isSettledAt(repository.settings().clock().instant());
    ChunkTable now = new ChunkTable(chunks);
    PositionHash hash = hash(last);
    LongAdder recognized = new LongAdder();
    progress.planned(plan.bytesToRead());
    try (BlobSink sink = repository.write()) {
      ZeroChunk zero = new ZeroChunk(chunks.size());
      fillUnread(plan, now, known, zero, sink);
      ChunkTable compared =
          last != null && last.table().chunks().size() == chunks.size() ? last.table() : null;
      ChunkReader.Shared shared =
          new ChunkReader.Shared(
              image.path(),
              plan,
              chunksAtOnce(chunks.size()),
              hashes,
              sink,
              zero,
              hash,
              compared,
              now,
              recognized,
              progress);
      Crew.run("vault-image", plan.segments(shared.chunksAtOnce()), () -> new ChunkReader(shared));
      Id tree = saveTree(sink, image, now.ids());
      sink.flush();
      if (hash != null) {
        ImageNotes next =
            new ImageNotes(settled, image.mtime(), image.ctime(), image.inode(), tree, hash, now);
        notes.save(subject(image), next.toBytes());
      }
      return archived(image, tree, plan.bytesToRead(), recognized.sum(), sink);
    }
  }

  private static int chunkSize(
      ImageFile image, @Nullable ChunkTable known, @Nullable ImageNotes last) {
    if (known != null) {
      return known.chunks().size();
    }
    return last != null ? last.table().chunks().size() : ChunkSize.forSize(image.size());
  }

  private ImagePlan plan(
      ImageFile image, FixedChunker chunks, @Nullable ImageParent before, ChangedExtents changed)
      throws IOException {
    List<Extent> data =
        image.regular()
            ? Holes.dataOf(image.path(), image.size())
            : List.of(new Extent(0, image.size()));
    if (before == null || before.table() == null) {
      return ImagePlan.of(chunks, data);
    }
    return changed
        .since(before.snapshot())
        .map(extents -> ImagePlan.of(chunks, data, extents, before.usable(repository, chunks)))
        .orElseGet(() -> ImagePlan.of(chunks, data));
  }

  private int chunksAtOnce(int chunkSize) {
    return hashes.get().gainsFromMany(chunkSize)
        ? BatchHash.MOST
        : Math.max(1, READ_AT_ONCE / chunkSize);
  }

  private @Nullable PositionHash hash(@Nullable ImageNotes last) {
    if (!notes.areKept()) {
      return null;
    }
    return last != null ? last.hash() : PositionHash.random(repository.settings().random());
  }

  /** Everything that is not read is a hole or as the parent has it. */
  private static void fillUnread(
      ImagePlan plan, ChunkTable now, @Nullable ChunkTable known, ZeroChunk zero, BlobSink sink) {
    FixedChunker chunks = plan.chunks();
    for (int i = 0; i < chunks.count(); i++) {
      if (plan.holes().get(i)) {
        now.setId(i, zero.used(sink, chunks.length(i)));
      } else if (known != null && !plan.toRead().get(i)) {
        now.copy(i, known);
      }
    }
  }

  private Id saveTree(BlobSink sink, ImageFile image, IdList content) {
    byte[] tree = TreeWriter.write(List.of(image.toNode(content)), repository.zone());
    return sink.save(BlobKind.TREE, tree, 0, tree.length);
  }

  private static ArchivedImage archived(
      ImageFile image, Id tree, long read, long recognized, BlobSink sink) {
    return new ArchivedImage(
        tree, image.path().toString(), image.size(), read, recognized, sink.statistics());
  }
}
