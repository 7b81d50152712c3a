package io.snapfleet.vault.api;

import io.snapfleet.vault.image.ImageProgress;
import io.snapfleet.vault.tree.Progress;

/** Tells a tree's listener of an image, which is one file. */
final class ImageListener implements ImageProgress {
  private static final long OFTEN = 16 << 20;

  private final Progress.Listener listener;
  private long total;
  private long done;
  private long told;

  ImageListener(Progress.Listener listener) {
    this.listener = listener;
  }

  @Override
  public synchronized void planned(long bytes) {
    total = bytes;
  }

  @Override
  public synchronized void advanced(long bytes) {
    done += bytes;
    if (done - told >= OFTEN || done == total) {
      told = done;
      listener.progress(new Progress(done == total ? 1 : 0, done, 1, total, true));
    }
  }
}
