package io.snapfleet.vault.tree;

import io.snapfleet.vault.repository.Repository;
import java.io.IOException;

/** Restores trees of files. Thread-safe. */
public final class TreeRestorer {
  private final Repository repository;
  private final int threads;

  public TreeRestorer(Repository repository, int threads) {
    this.repository = repository;
    this.threads = threads;
  }

  /**
   * Restores what is asked for. A file that is there with its content keeps it, and another one in
   * the way is replaced once the new one is whole; other files in the target stay. No symbolic link
   * below the target is followed.
   *
   * @throws IOException when the target itself cannot be used, or the path is not in the tree
   */
  public RestoredTree restore(RestoreRequest request, Progress.Listener listener)
      throws IOException {
    try (RestoreRun run = new RestoreRun(repository, request, threads, listener)) {
      return run.restore();
    }
  }
}
