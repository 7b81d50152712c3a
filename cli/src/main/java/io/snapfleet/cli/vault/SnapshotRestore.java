package io.snapfleet.cli.vault;

import io.snapfleet.vault.api.Vault;
import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.image.RestoredImage;
import io.snapfleet.vault.repository.StoredSnapshot;
import io.snapfleet.vault.tree.Problem;
import io.snapfleet.vault.tree.RestoreRequest;
import io.snapfleet.vault.tree.RestoredTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Restores one snapshot: a tree into a directory, an image as a sparse file or onto a device. */
final class SnapshotRestore {
  private final Vault vault;
  private final TransferProgress progress;

  SnapshotRestore(Vault vault, TransferProgress progress) {
    this.vault = vault;
    this.progress = progress;
  }

  /**
   * @param includes patterns of what is restored; all where there are none
   */
  RestoreReport restore(StoredSnapshot snapshot, Path target, List<String> includes)
      throws IOException {
    List<Node> top = vault.top(snapshot);
    boolean isImage = top.size() == 1 && top.getFirst().isFile();
    return isImage
        ? restoreImage(snapshot, top.getFirst().name().text(), target)
        : restoreTree(snapshot, target, includes);
  }

  private RestoreReport restoreTree(StoredSnapshot snapshot, Path target, List<String> includes)
      throws IOException {
    RestoredTree restored =
        vault.restore(
            RestoreRequest.everything(vault.treeOf(snapshot), target).withIncludes(includes),
            now -> progress.at(now.bytes(), now.totalBytes(), now.totalIsFinal()));
    return new RestoreReport(
        snapshot.id().hex(),
        target.toString(),
        restored.files(),
        restored.bytes(),
        restored.kept(),
        !restored.isPartial(),
        restored.problems());
  }

  private RestoreReport restoreImage(StoredSnapshot snapshot, String name, Path target)
      throws IOException {
    Path file = file(name, target);
    RestoredImage restored = vault.restoreImage(snapshot, "/" + name, file, progress.ofImage());
    return new RestoreReport(
        snapshot.id().hex(),
        file.toString(),
        1,
        restored.size(),
        0,
        restored.isWhole(),
        restored.damaged().stream()
            .map(sentence -> new Problem(file.toString(), sentence))
            .toList());
  }

  /** Onto what is there and is no directory, such as a device; else a file in the directory. */
  private static Path file(String name, Path target) throws IOException {
    boolean isGiven = Files.exists(target) && !Files.isDirectory(target);
    return isGiven ? target : Files.createDirectories(target).resolve(name);
  }
}
