package io.snapfleet.digitalocean;

import io.snapfleet.provider.api.BlockStorage;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.api.Volume;
import io.snapfleet.provider.api.VolumeId;
import io.snapfleet.provider.api.VolumeRequest;
import io.snapfleet.provider.api.VolumeSnapshot;
import io.snapfleet.provider.api.VolumeSnapshotId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Volumes, whose names the API keeps unique in a region, so that none is made twice. */
final class Volumes implements BlockStorage {
  private static final String PATH = "/v2/volumes";
  private static final long GIBIBYTE = 1L << 30;

  private final Cloud cloud;
  private final VolumeCopies copies;
  private final NamedLocks names = new NamedLocks();

  Volumes(Cloud cloud) {
    this.cloud = cloud;
    this.copies = new VolumeCopies(cloud);
  }

  /**
   * A volume as the API tells of it.
   *
   * @param droplets who has it: one droplet, or none
   */
  record DropletVolume(
      String id,
      String name,
      String region,
      long gibibytes,
      Instant createdAt,
      List<String> tags,
      List<String> droplets) {
    static DropletVolume of(Fields fields) {
      return new DropletVolume(
          fields.text("id"),
          fields.text("name"),
          fields.object("region").optionalText("slug").orElse(""),
          fields.number("size_gigabytes"),
          fields.moment("created_at"),
          fields.words("tags"),
          fields.words("droplet_ids"));
    }

    Volume volume() {
      return new Volume(
          new VolumeId(id), name, Labels.decode(tags), gibibytes * GIBIBYTE, createdAt, true);
    }
  }

  @Override
  public Volume create(VolumeRequest request) {
    Labels.check(request.tags());
    if (!request.name().matches("[a-z][a-z0-9-]{0,63}")) {
      throw new ProviderException.Permanent(
          "'%s' cannot be a volume's name at DigitalOcean".formatted(request.name()),
          "Begin it with a letter, and use a-z, 0-9 and '-'.");
    }
    return names
        .alone(request.name(), () -> ours(request).orElseGet(() -> order(request)))
        .volume();
  }

  private Optional<DropletVolume> ours(VolumeRequest request) {
    return named(request.name(), request.tags());
  }

  /** Refuses a name that is another's. */
  void refuseTaken(String name, Tags owner) {
    named(name, owner);
  }

  private Optional<DropletVolume> named(String name, Tags owner) {
    String query = "?name=" + name + "&region=" + cloud.region();
    Optional<DropletVolume> found =
        cloud.api().list(PATH + query, "volumes", DropletVolume::of, "list volumes").stream()
            .filter(volume -> volume.name().equals(name))
            .findFirst();
    found.ifPresent(
        volume ->
            Ownership.check(
                "volume", name, "volume " + volume.id(), Labels.decode(volume.tags()), owner));
    return found;
  }

  private DropletVolume order(VolumeRequest request) {
    String doing = "create volume " + request.name();
    try {
      Answer answer = cloud.api().post(PATH, wanted(request), doing);
      if (answer.good()) {
        return DropletVolume.of(answer.fields().needed("volume"));
      }
      if (answer.status() == 409) {
        return ours(request).orElseThrow(() -> Refusals.of(answer, doing));
      }
      throw refusal(answer, request, doing);
    } catch (Api.Unknown unknown) {
      return Sought.after(unknown, cloud, doing, () -> ours(request));
    }
  }

  private Wire.NewVolume wanted(VolumeRequest request) {
    VolumeSnapshotId from = request.from();
    return new Wire.NewVolume(
        request.name(),
        cloud.region(),
        Math.max(1, Math.ceilDiv(request.sizeBytes(), GIBIBYTE)),
        from == null ? null : from.value(),
        from == null ? "ext4" : null,
        Labels.encode(request.tags()));
  }

  private ProviderException refusal(Answer answer, VolumeRequest request, String doing) {
    VolumeSnapshotId from = request.from();
    if (from != null && copies.find(from).isEmpty()) {
      return new ProviderException.NotFound(
          "volume %s is to be a copy of snapshot %s, which does not exist"
              .formatted(request.name(), from),
          "Choose a snapshot that exists.");
    }
    return Refusals.of(answer, doing);
  }

  @Override
  public List<Volume> volumes(Tags selector) {
    return cloud
        .api()
        .list(PATH + "?region=" + cloud.region(), "volumes", DropletVolume::of, "list volumes")
        .stream()
        .map(DropletVolume::volume)
        .filter(volume -> volume.tags().matches(selector))
        .toList();
  }

  @Override
  public Optional<Volume> volume(VolumeId id) {
    return find(id).map(DropletVolume::volume);
  }

  private Optional<DropletVolume> find(VolumeId id) {
    return cloud
        .api()
        .find(PATH + "/" + id, "look at volume " + id)
        .map(answer -> DropletVolume.of(answer.needed("volume")));
  }

  DropletVolume needed(VolumeId id) {
    return find(id)
        .orElseThrow(
            () ->
                new ProviderException.NotFound(
                    "there is no volume %s at DigitalOcean".formatted(id),
                    "Create the volume first."));
  }

  /** A droplet that is deleted lets go of its volumes a while later, which is waited for. */
  void refuseInUse(DropletVolume volume) {
    Instant end = cloud.clock().instant().plus(cloud.timing().gone());
    DropletVolume now = volume;
    while (!now.droplets().isEmpty()) {
      long droplet = Droplet.parsed(now.droplets().getFirst()).orElse(0L);
      boolean held = cloud.droplets().find(droplet).isPresent();
      if (held || !cloud.clock().instant().isBefore(end)) {
        throw new ProviderException.Conflict(
            "volume %s is in use by droplet %d".formatted(volume.name(), droplet),
            "Delete that machine first.");
      }
      cloud.pause().now(cloud.timing().look(), "the next look at volume " + volume.name());
      Optional<DropletVolume> later = find(new VolumeId(volume.id()));
      if (later.isEmpty()) {
        return;
      }
      now = later.get();
    }
  }

  @Override
  public void delete(VolumeId id) {
    find(id).ifPresent(this::delete);
  }

  private void delete(DropletVolume volume) {
    refuseInUse(volume);
    String doing = "delete volume " + volume.name();
    Answer answer = cloud.api().delete(PATH + "/" + volume.id(), null, doing);
    if (answer.status() != 404) {
      Api.good(answer, doing);
    }
    String query = "?name=" + volume.name() + "&region=" + cloud.region();
    Gone.from(
        cloud,
        "volume " + volume.name(),
        () ->
            cloud.api().list(PATH + query, "volumes", DropletVolume::of, "list volumes").stream()
                .noneMatch(one -> one.id().equals(volume.id())));
  }

  @Override
  public VolumeSnapshot snapshot(VolumeId volume, String name, Tags tags) {
    Labels.check(tags);
    return names.alone("snapshot " + name, () -> copies.take(volume, name, tags));
  }

  @Override
  public List<VolumeSnapshot> snapshots(Tags selector) {
    return copies.list().stream()
        .map(VolumeCopies.Copy::snapshot)
        .filter(snapshot -> snapshot.tags().matches(selector))
        .toList();
  }

  @Override
  public void deleteSnapshot(VolumeSnapshotId id) {
    copies.delete(id);
  }
}
