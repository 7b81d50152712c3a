package io.snapfleet.vault.image;

/** Is told how far a backup or a restore is. Called by several threads at once. */
public interface ImageProgress {

  /** How many bytes there are to read or to write; called once, before the first of them. */
  void planned(long bytes);

  /** That many more bytes are done. */
  void advanced(long bytes);

  static ImageProgress none() {
    return new ImageProgress() {
      @Override
      public void planned(long bytes) {}

      @Override
      public void advanced(long bytes) {}
    };
  }
}
