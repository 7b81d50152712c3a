package io.snapfleet.provider.conformance;

import java.util.Optional;

/** A running machine's file system, volumes included, by whatever way the provider's tests have. */
public interface Inside {
  /** The text of the file, or nothing when there is no such file. */
  Optional<String> read(String path);

  /**
   * Writes a file and the directories above it, and returns when a process in the machine would
   * read it.
   */
  void write(String path, String text);
}
