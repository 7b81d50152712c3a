package io.snapfleet.vault.api;

import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.format.TreeReader;
import io.snapfleet.vault.image.ImageProgress;
import io.snapfleet.vault.image.ImageRestore;
import io.snapfleet.vault.image.RestoredImage;
import io.snapfleet.vault.repository.EarlyStart;
import io.snapfleet.vault.repository.Repository;
import io.snapfleet.vault.tree.Problem;
import io.snapfleet.vault.tree.Progress;
import io.snapfleet.vault.tree.RestoreRequest;
import io.snapfleet.vault.tree.RestoredTree;
import io.snapfleet.vault.tree.TreeRestorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Brings snapshots back: under a shared lock, reading first. */
final class Restores {
  private final Repository repository;
  private final VaultSettings settings;

  Restores(Repository repository, VaultSettings settings) {
    this.repository = repository;
    this.settings = settings;
  }

  RestoredTree tree(RestoreRequest request, Progress.Listener listener) throws IOException {
    return EarlyStart.run(
        repository, settings.lockWait(), () -> restorer().restore(request, listener));
  }

  /** Restores a tree, or an image, which is the one file at the top. */
  RestoredSnapshot snapshot(RestoreRequest request, Progress.Listener listener) throws IOException {
    return EarlyStart.run(
        repository,
        settings.lockWait(),
        () -> {
          List<Node> top = top(request.tree());
          return top.size() == 1 && top.getFirst().isFile()
              ? restoredImage(top.getFirst(), request.target(), listener)
              : restoredTree(request, listener);
        });
  }

  private TreeRestorer restorer() {
    return new TreeRestorer(repository, settings.threads());
  }

  private List<Node> top(Id tree) {
    return TreeReader.read(repository.load(BlobKind.TREE, tree));
  }

  private RestoredSnapshot restoredTree(RestoreRequest request, Progress.Listener listener)
      throws IOException {
    RestoredTree restored = restorer().restore(request, listener);
    return new RestoredSnapshot(
        request.target(), restored.files(), restored.bytes(), restored.kept(), restored.problems());
  }

  private RestoredSnapshot restoredImage(Node image, Path target, Progress.Listener listener) {
    Path place = isGiven(target) ? target : target.resolve(image.name().text());
    ImageProgress progress = new ImageListener(listener);
    RestoredImage restored = new ImageRestore(repository, progress).restore(image, place);
    return new RestoredSnapshot(
        place,
        1,
        restored.size(),
        0,
        restored.damaged().stream()
            .map(sentence -> new Problem(place.toString(), sentence))
            .toList());
  }

  /** Whether the target itself is overwritten, such as a device. */
  private static boolean isGiven(Path target) {
    return Files.exists(target) && !Files.isDirectory(target);
  }
}
