package io.snapfleet.fleet.backup;

import io.snapfleet.vault.format.Id;
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
import java.util.stream.Stream;

/** Writes parts of a backup into a directory of this computer that is empty or missing. */
final class DirectoryRestore {
  private final Repository repository;
  private final Id tree;
  private final Path directory;

  DirectoryRestore(Repository repository, Id tree, Path directory) {
    this.repository = repository;
    this.tree = tree;
    this.directory = directory.toAbsolutePath().normalize();
  }

  /**
   * @param parts names of directories at the top of the backup
   */
  void write(List<String> parts) {
    try {
      Files.createDirectories(directory);
      refuseFilled();
      TreeRestorer restorer =
          new TreeRestorer(repository, Runtime.getRuntime().availableProcessors());
      for (String part : parts) {
        Path target = Files.createDirectories(directory.resolve(part));
        requireWhole(
            restorer.restore(
                RestoreRequest.everything(tree, target).withPath("/" + part),
                Progress.Listener.none()));
      }
    } catch (IOException unusable) {
      throw new MachineFilesException(
          "the backup could not be written to %s: %s".formatted(directory, unusable.getMessage()),
          unusable);
    }
  }

  private void refuseFilled() throws IOException {
    try (Stream<Path> present = Files.list(directory)) {
      if (present.findAny().isPresent()) {
        throw new MachineFilesException("the directory %s is not empty".formatted(directory));
      }
    }
  }

  private void requireWhole(RestoredTree restored) {
    if (restored.isPartial()) {
      Problem first = restored.problems().getFirst();
      throw new MachineFilesException(
          "%d files could not be written to %s as they were, such as %s: %s"
              .formatted(restored.problems().size(), directory, first.path(), first.message()));
    }
  }
}
