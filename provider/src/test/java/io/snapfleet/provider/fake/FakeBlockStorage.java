package io.snapfleet.provider.fake;

import io.snapfleet.provider.api.BlockStorage;
import io.snapfleet.provider.api.Capability;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.api.Volume;
import io.snapfleet.provider.api.VolumeId;
import io.snapfleet.provider.api.VolumeRequest;
import io.snapfleet.provider.api.VolumeSnapshot;
import io.snapfleet.provider.api.VolumeSnapshotId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Volumes and their snapshots, each with files of its own. */
record FakeBlockStorage(Wire wire) implements BlockStorage {
  @Override
  public Volume create(VolumeRequest request) {
    return wire.change(
        "blockStorage.create",
        request.name(),
        world -> ours(world, request).orElseGet(() -> begin(world, request)),
        world -> ours(world, request).orElseGet(() -> finish(world, request)).volume());
  }

  private static Optional<Entry.OfVolume> ours(World world, VolumeRequest request) {
    return World.ours(world.volumes, request.name(), request.tags())
        .filter(entry -> entry.volume().complete());
  }

  /** Without its files yet; one of this name that was never finished goes. */
  private Entry.OfVolume begin(World world, VolumeRequest request) {
    content(world, request);
    World.ours(world.volumes, request.name(), request.tags())
        .ifPresent(unfinished -> world.volumes.remove(unfinished.id()));
    VolumeId id = new VolumeId(world.nextId("volume"));
    Volume volume =
        new Volume(id, request.name(), request.tags(), request.sizeBytes(), wire.now(), false);
    return put(world, volume, Map.of());
  }

  private static Entry.OfVolume finish(World world, VolumeRequest request) {
    Volume begun = World.ours(world.volumes, request.name(), request.tags()).orElseThrow().volume();
    return put(world, with(begun, true), content(world, request));
  }

  private static Volume with(Volume old, boolean complete) {
    return new Volume(old.id(), old.name(), old.tags(), old.sizeBytes(), old.createdAt(), complete);
  }

  private static Entry.OfVolume put(World world, Volume volume, Map<String, String> files) {
    Entry.OfVolume entry = new Entry.OfVolume(volume, new TreeMap<>(files));
    world.volumes.put(entry.id(), entry);
    return entry;
  }

  private static Map<String, String> content(World world, VolumeRequest request) {
    VolumeSnapshotId from = request.from();
    if (from == null) {
      return new TreeMap<>();
    }
    Entry.OfSnapshot source = World.need(world.snapshots, "volume snapshot", from.value());
    if (request.sizeBytes() < source.snapshot().volumeSizeBytes()) {
      throw new ProviderException.Permanent(
          "the volume " + request.name() + " would be smaller than the snapshot " + from,
          "Ask for at least " + source.snapshot().volumeSizeBytes() + " bytes.");
    }
    return new TreeMap<>(source.files());
  }

  @Override
  public List<Volume> volumes(Tags selector) {
    return wire.read(
        "blockStorage.volumes",
        "",
        world ->
            wire.listed(world.volumes.values(), selector).stream()
                .map(Entry.OfVolume::volume)
                .toList());
  }

  @Override
  public Optional<Volume> volume(VolumeId id) {
    return wire.read(
        "blockStorage.volume",
        id.value(),
        world -> Optional.ofNullable(world.volumes.get(id.value())).map(Entry.OfVolume::volume));
  }

  @Override
  public void delete(VolumeId id) {
    wire.change(
        "blockStorage.delete",
        id.value(),
        world -> beginDeleting(world, id),
        world -> world.volumes.remove(id.value()) != null);
  }

  /** Its files go first. */
  private static boolean beginDeleting(World world, VolumeId id) {
    refuseIfInUse(world, id);
    Optional<Entry.OfVolume> there = Optional.ofNullable(world.volumes.get(id.value()));
    there.ifPresent(entry -> put(world, with(entry.volume(), false), Map.of()));
    return there.isPresent();
  }

  @Override
  public VolumeSnapshot snapshot(VolumeId volume, String name, Tags tags) {
    return wire.change(
        "blockStorage.snapshot",
        name,
        world ->
            World.ours(world.snapshots, name, tags)
                .orElseGet(() -> snapshotNow(world, volume, name, tags))
                .snapshot());
  }

  private Entry.OfSnapshot snapshotNow(World world, VolumeId volume, String name, Tags tags) {
    Entry.OfVolume source = World.needVolume(world, volume);
    if (!wire.settings().capabilities().contains(Capability.LIVE_VOLUME_SNAPSHOTS)) {
      refuseIfInUse(world, volume);
    }
    VolumeSnapshotId id = new VolumeSnapshotId(world.nextId("snapshot"));
    VolumeSnapshot snapshot =
        new VolumeSnapshot(id, name, tags, volume, source.volume().sizeBytes(), wire.now());
    Entry.OfSnapshot entry = new Entry.OfSnapshot(snapshot, new TreeMap<>(source.files()));
    world.snapshots.put(entry.id(), entry);
    return entry;
  }

  @Override
  public List<VolumeSnapshot> snapshots(Tags selector) {
    return wire.read(
        "blockStorage.snapshots",
        "",
        world ->
            wire.listed(world.snapshots.values(), selector).stream()
                .map(Entry.OfSnapshot::snapshot)
                .toList());
  }

  @Override
  public void deleteSnapshot(VolumeSnapshotId id) {
    wire.change(
        "blockStorage.deleteSnapshot",
        id.value(),
        world -> world.snapshots.remove(id.value()) != null);
  }

  static void refuseIfInUse(World world, VolumeId id) {
    world.machines.values().stream()
        .filter(machine -> machine.volumes().stream().anyMatch(m -> m.volume().equals(id)))
        .findFirst()
        .ifPresent(
            machine -> {
              throw new ProviderException.Conflict(
                  "the volume " + id + " is in use by the machine " + machine.name(),
                  "Delete the machine first.");
            });
  }
}
