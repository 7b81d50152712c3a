package io.snapfleet.vault.image;

import io.snapfleet.vault.format.FileMode;
import io.snapfleet.vault.format.IdList;
import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.repository.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

/**
 * Writes the content of a file's node to a file or block device, on all cores, pack by pack. Every
 * blob's authentication code and hash are checked. Takes any file, whoever stored it. Thread-safe.
 */
public final class ImageRestore {

  private static final int PERMISSIONS = 07777;

  private final Repository repository;
  private final ImageProgress progress;

  public ImageRestore(Repository repository, ImageProgress progress) {
    this.repository = repository;
    this.progress = progress;
  }

  /**
   * Restores to a file, which is made or overwritten and gets the node's mode and time, with its
   * directory if need be, or to a block device that is large enough. What is damaged is left as
   * zeros and told in the result.
   */
  public RestoredImage restore(Node node, Path target) {
    IdList content = node.content() == null ? IdList.of() : node.content();
    RestorePlan plan = RestorePlan.of(repository, content);
    if (plan.size() != node.size()) {
      throw new ImageException(
          "The blobs of %s have %d bytes together, but the file has %d: its tree is damaged."
              .formatted(node.name().text(), plan.size(), node.size()));
    }
    try {
      RestoredImage restored = write(plan, target);
      setAttributes(node, target);
      return restored;
    } catch (IOException e) {
      throw new ImageException("%s cannot be written: %s".formatted(target, e.getMessage()), e);
    }
  }

  private RestoredImage write(RestorePlan plan, Path target) throws IOException {
    RestoreTally tally = new RestoreTally(progress);
    List<RestorePlan.Piece> pieces = plan.pieces();
    progress.planned(plan.size());
    repository.ensureLocks();
    if (target.getParent() != null) {
      Files.createDirectories(target.getParent());
    }
    try (RestoreTarget open = RestoreTarget.open(target, plan.size())) {
      Crew.run("vault-restore", pieces, () -> new BlobWriter(repository, plan, open, tally));
    }
    return tally.result(plan.size());
  }

  private static void setAttributes(Node node, Path target) throws IOException {
    if (Files.isRegularFile(target)) {
      Files.setAttribute(target, "unix:mode", FileMode.toKernel(node.mode()) & PERMISSIONS);
      Files.setLastModifiedTime(target, FileTime.from(node.mtime()));
    }
  }
}
