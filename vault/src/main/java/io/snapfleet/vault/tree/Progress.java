package io.snapfleet.vault.tree;

/**
 * How far an operation is.
 *
 * @param files done so far
 * @param bytes done so far
 * @param totalFiles known so far; grows while a tree is still being walked
 * @param totalBytes known so far
 * @param totalIsFinal whether the totals grow no more
 */
public record Progress(
    long files, long bytes, long totalFiles, long totalBytes, boolean totalIsFinal) {

  /** Takes progress a few times a second, from any thread, one at a time. */
  @FunctionalInterface
  public interface Listener {
    void progress(Progress now);

    /** Takes nothing. */
    static Listener none() {
      return now -> {};
    }
  }
}
