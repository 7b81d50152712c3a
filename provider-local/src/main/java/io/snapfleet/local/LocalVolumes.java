package io.snapfleet.local;

import io.snapfleet.provider.api.BlockStorage;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.api.Volume;
import io.snapfleet.provider.api.VolumeId;
import io.snapfleet.provider.api.VolumeRequest;
import io.snapfleet.provider.api.VolumeSnapshot;
import io.snapfleet.provider.api.VolumeSnapshotId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Volumes as trees of the pool that machines see as directories. A volume's size is a promise to
 * other providers only: here all volumes share the pool's room.
 */
final class LocalVolumes implements BlockStorage {
  private final LocalEngine engine;
  private final Catalogue catalogue;

  LocalVolumes(LocalEngine engine) {
    this.engine = engine;
    this.catalogue = engine.catalogue;
  }

  @Override
  public Volume create(VolumeRequest request) {
    @Nullable VolumeSnapshotRecord origin = origin(request);
    engine.storage();
    Room.require(engine.layout);
    return catalogue.lock.call(
        () -> {
          Optional<VolumeRecord> there = existing(request.name(), request.tags());
          return there.orElseGet(() -> make(request, origin)).volume();
        });
  }

  @Override
  public List<Volume> volumes(Tags selector) {
    return catalogue.volumes.all().stream()
        .map(VolumeRecord::volume)
        .filter(volume -> volume.tags().matches(selector))
        .toList();
  }

  @Override
  public Optional<Volume> volume(VolumeId id) {
    return catalogue.volumes.find(id.value()).map(VolumeRecord::volume);
  }

  @Override
  public void delete(VolumeId id) {
    catalogue.lock.run(
        () -> {
          users(id).stream()
              .findFirst()
              .ifPresent(
                  machine -> {
                    throw new ProviderException.Conflict(
                        "volume %s is in use by machine %s".formatted(id, machine.name()),
                        "delete the machine first");
                  });
          catalogue.volumes.find(id.value()).ifPresent(this::remove);
        });
  }

  @Override
  public VolumeSnapshot snapshot(VolumeId volume, String name, Tags tags) {
    VolumeRecord origin =
        catalogue
            .volumes
            .find(volume.value())
            .filter(known -> known.maker() == null)
            .orElseThrow(
                () ->
                    new ProviderException.NotFound(
                        "volume " + volume + " does not exist or is not complete",
                        "list the volumes there are"));
    engine.storage();
    Room.require(engine.layout);
    return catalogue.lock.call(
        () -> {
          Optional<VolumeSnapshotRecord> there = existingSnapshot(name, tags);
          return there.orElseGet(() -> copy(origin, name, tags)).snapshot();
        });
  }

  @Override
  public List<VolumeSnapshot> snapshots(Tags selector) {
    return catalogue.volumeSnapshots.all().stream()
        .map(VolumeSnapshotRecord::snapshot)
        .filter(snapshot -> snapshot.tags().matches(selector))
        .toList();
  }

  @Override
  public void deleteSnapshot(VolumeSnapshotId id) {
    catalogue.lock.run(() -> catalogue.volumeSnapshots.find(id.value()).ifPresent(this::remove));
  }

  /** The volume of this name; one that was left unfinished is removed. */
  private Optional<VolumeRecord> existing(String name, Tags tags) {
    Optional<VolumeRecord> there = catalogue.volumes.first(volume -> volume.name().equals(name));
    there.ifPresent(volume -> Ownership.check("volume", name, volume.tags(), tags, volume));
    there.filter(volume -> volume.maker() != null).ifPresent(this::remove);
    return there.filter(volume -> volume.maker() == null);
  }

  private Optional<VolumeSnapshotRecord> existingSnapshot(String name, Tags tags) {
    Optional<VolumeSnapshotRecord> there =
        catalogue.volumeSnapshots.first(snapshot -> snapshot.name().equals(name));
    there.ifPresent(known -> Ownership.check("volume snapshot", name, known.tags(), tags, known));
    there.filter(snapshot -> snapshot.maker() != null).ifPresent(this::remove);
    return there.filter(snapshot -> snapshot.maker() == null);
  }

  private VolumeRecord make(VolumeRequest request, @Nullable VolumeSnapshotRecord origin) {
    VolumeRecord volume =
        new VolumeRecord(
            Ids.next("v"),
            request.name(),
            request.tags(),
            request.sizeBytes(),
            engine.clock.instant(),
            Maker.self());
    catalogue.volumes.write(volume.id(), volume);
    try {
      if (origin == null) {
        engine.storage().create(tree(volume));
      } else {
        engine.storage().copy(tree(origin), tree(volume));
      }
      catalogue.volumes.write(volume.id(), volume.made());
      return volume.made();
    } catch (RuntimeException failure) {
      remove(volume);
      throw failure;
    }
  }

  private VolumeSnapshotRecord copy(VolumeRecord origin, String name, Tags tags) {
    VolumeSnapshotRecord snapshot =
        new VolumeSnapshotRecord(
            Ids.next("s"),
            name,
            tags,
            new VolumeId(origin.id()),
            origin.sizeBytes(),
            engine.clock.instant(),
            Maker.self());
    catalogue.volumeSnapshots.write(snapshot.id(), snapshot);
    try {
      Storage storage = engine.storage();
      storage.sync();
      new Rest(engine)
          .during(
              users(new VolumeId(origin.id())), () -> storage.copy(tree(origin), tree(snapshot)));
      storage.seal(tree(snapshot));
      catalogue.volumeSnapshots.write(snapshot.id(), snapshot.made());
      return snapshot.made();
    } catch (RuntimeException failure) {
      remove(snapshot);
      throw failure;
    }
  }

  private @Nullable VolumeSnapshotRecord origin(VolumeRequest request) {
    if (request.from() == null) {
      return null;
    }
    VolumeSnapshotRecord origin =
        catalogue
            .volumeSnapshots
            .find(request.from().value())
            .filter(snapshot -> snapshot.maker() == null)
            .orElseThrow(
                () ->
                    new ProviderException.NotFound(
                        "volume snapshot " + request.from() + " does not exist",
                        "list the volume snapshots there are"));
    if (request.sizeBytes() < origin.volumeSizeBytes()) {
      throw new ProviderException.Permanent(
          "volume %s would be smaller than the snapshot it is made from".formatted(request.name()),
          "ask for at least " + origin.volumeSizeBytes() + " bytes");
    }
    return origin;
  }

  private List<MachineRecord> users(VolumeId id) {
    return catalogue.machines.all().stream()
        .filter(machine -> machine.volumes().stream().anyMatch(mount -> mount.volume().equals(id)))
        .toList();
  }

  private void remove(VolumeRecord volume) {
    catalogue.volumes.write(volume.id(), volume.going());
    engine.storage().delete(tree(volume));
    catalogue.volumes.delete(volume.id());
  }

  private void remove(VolumeSnapshotRecord snapshot) {
    catalogue.volumeSnapshots.write(snapshot.id(), snapshot.going());
    engine.storage().delete(tree(snapshot));
    catalogue.volumeSnapshots.delete(snapshot.id());
  }

  private Path tree(VolumeRecord volume) {
    return engine.tree("volumes", volume.id());
  }

  private Path tree(VolumeSnapshotRecord snapshot) {
    return engine.tree("volume-snapshots", snapshot.id());
  }
}
