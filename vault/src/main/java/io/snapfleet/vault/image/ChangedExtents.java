package io.snapfleet.vault.image;

import io.snapfleet.vault.format.Id;
import java.util.List;
import java.util.Optional;

/**
 * Who may know which parts of an image were written since a snapshot: a hypervisor's dirty bitmap,
 * a provider's changed-block list, two volume snapshots that share extents.
 */
@FunctionalInterface
public interface ChangedExtents {

  /**
   * The ranges that may differ from what the snapshot holds, in any order, or empty when that is
   * not known. Everything outside them must be as it was when that snapshot's backup read it.
   * Called at most once, before the image is read.
   */
  Optional<List<Extent>> since(Id parentSnapshot);

  /** For images of which nobody knows. */
  static ChangedExtents unknown() {
    return parentSnapshot -> Optional.empty();
  }
}
