package io.snapfleet.vault.image;

import io.snapfleet.vault.chunk.FixedChunker;
import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.IdList;
import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.format.RawText;
import io.snapfleet.vault.format.TreeReader;
import io.snapfleet.vault.repository.Repository;
import io.snapfleet.vault.repository.StoredSnapshot;
import java.util.BitSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The image as the snapshot before has it.
 *
 * @param tree the tree that holds it and nothing else; null when that is not known
 * @param unchanged whether the image is surely still that
 * @param table its chunks; null when it was not cut at a fixed size
 */
record ImageParent(
    Id snapshot, @Nullable Id tree, IdList content, boolean unchanged, @Nullable ChunkTable table) {

  /** Finds it by the notes, when they are of that snapshot, or by reading the snapshot's tree. */
  static Optional<ImageParent> find(
      Repository repository, StoredSnapshot snapshot, ImageFile image, @Nullable ImageNotes notes) {
    Id tree = snapshot.file().tree();
    if (tree == null || !repository.has(BlobKind.TREE, tree)) {
      return Optional.empty();
    }
    if (notes != null && notes.tree().equals(tree)) {
      ChunkTable table = notes.table();
      return Optional.of(
          new ImageParent(snapshot.id(), tree, table.ids(), notes.stillHold(image), table));
    }
    RawText name = image.name();
    return TreeReader.read(repository.load(BlobKind.TREE, tree)).stream()
        .filter(node -> node.isFile() && node.name().equals(name))
        .findFirst()
        .map(node -> of(snapshot.id(), node, image));
  }

  private static ImageParent of(Id snapshot, Node node, ImageFile image) {
    IdList content = node.content() == null ? IdList.of() : node.content();
    int chunkSize = ChunkSize.of(node.size(), content.size());
    ChunkTable table =
        chunkSize == 0 ? null : ChunkTable.of(new FixedChunker(node.size(), chunkSize), content);
    return new ImageParent(snapshot, null, content, image.isUnchangedSince(node), table);
  }

  boolean isComplete(Repository repository) {
    return content.stream().allMatch(id -> repository.has(BlobKind.DATA, id));
  }

  /** The chunks that the repository has, and that are as long as such a chunk of the image. */
  BitSet usable(Repository repository, FixedChunker chunks) {
    BitSet usable = new BitSet(chunks.count());
    if (table == null || table.chunks().size() != chunks.size()) {
      return usable;
    }
    for (int i = 0; i < Math.min(chunks.count(), table.chunks().count()); i++) {
      int length = chunks.length(i);
      usable.set(
          i,
          table.chunks().length(i) == length
              && repository.plainLength(BlobKind.DATA, table.id(i)) == length);
    }
    return usable;
  }
}
