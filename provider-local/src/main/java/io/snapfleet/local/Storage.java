package io.snapfleet.local;

import io.snapfleet.provider.api.ImageFiles;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Directory trees that can be copied at one moment. A tree at a path may be unfinished: its record
 * says so.
 */
interface Storage {
  /** Makes an empty tree. */
  void create(Path tree);

  /** Copies a tree as it is now into a new, writable one. */
  void copy(Path from, Path to);

  /**
   * How many bytes were written to a tree since it was itself copied from another, as far as they
   * are still in this copy of it; empty where the storage cannot tell.
   */
  OptionalLong written(Path tree, Path copy);

  /** Whether a tree must not be written to while {@link #copy} reads it. */
  boolean copyNeedsRest();

  /** Makes durable what was written to the trees. */
  void sync();

  /** Lets nobody change the tree any more, where the storage can. */
  void seal(Path tree);

  /** Removes a tree, sealed or not; one that is gone already is no error. */
  void delete(Path tree);

  /** Shows a tree so that it cannot be changed. */
  ImageFiles open(Path tree);

  /** Lets go of what serves the trees, unless they are in use. */
  void close();
}
