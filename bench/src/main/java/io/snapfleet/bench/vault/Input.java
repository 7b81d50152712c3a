package io.snapfleet.bench.vault;

import java.nio.file.Path;

/** What is backed up, and what happens to it between backups. */
sealed interface Input permits TreeInput, ImageInput {
  String name();

  Path path();

  boolean isImage();

  /** Of the first day, in words. */
  String description();

  /** Makes the second day of the first. */
  void change();

  /** Makes the first day of the second: the same names and contents again. */
  void undo();
}
