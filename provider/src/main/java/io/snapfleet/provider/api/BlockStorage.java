package io.snapfleet.provider.api;

import java.util.List;
import java.util.Optional;

/** Volumes that outlive machines, and their snapshots at the provider. */
public interface BlockStorage {
  /**
   * Creates a volume. Idempotent by name, as {@link Compute#create} is; one that is not complete is
   * replaced.
   */
  Volume create(VolumeRequest request);

  List<Volume> volumes(Tags selector);

  Optional<Volume> volume(VolumeId id);

  /**
   * Deletes it; gone already is no error. {@link ProviderException.Conflict} while a machine has
   * it.
   */
  void delete(VolumeId id);

  /**
   * Copies a volume at one moment, also while a machine writes to it. Returns when the content is
   * fixed. Idempotent by name.
   */
  VolumeSnapshot snapshot(VolumeId volume, String name, Tags tags);

  List<VolumeSnapshot> snapshots(Tags selector);

  /** Deletes it; gone already is no error. Volumes made from it live on. */
  void deleteSnapshot(VolumeSnapshotId id);
}
