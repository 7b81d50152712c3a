package io.snapfleet.digitalocean;

import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.api.VolumeId;
import io.snapfleet.provider.api.VolumeSnapshot;
import io.snapfleet.provider.api.VolumeSnapshotId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Snapshots of volumes. The vendor takes one of a volume in ten minutes, and keeps 25 of it at
 * most.
 */
final class VolumeCopies {
  private static final String ALL = "/v2/snapshots?resource_type=volume";
  private static final String ONE = "/v2/volumes/snapshots/";
  private static final Duration APART = Duration.ofMinutes(10);
  private static final int MOST = 25;
  private static final long GIBIBYTE = 1L << 30;

  private final Cloud cloud;

  VolumeCopies(Cloud cloud) {
    this.cloud = cloud;
  }

  /** A snapshot of a volume as the API tells of it. */
  record Copy(
      String id, String name, List<String> tags, String volume, long gibibytes, Instant createdAt) {
    static Copy of(Fields fields) {
      return new Copy(
          fields.id("id"),
          fields.text("name"),
          fields.words("tags"),
          fields.id("resource_id"),
          fields.number("min_disk_size"),
          fields.moment("created_at"));
    }

    VolumeSnapshot snapshot() {
      return new VolumeSnapshot(
          new VolumeSnapshotId(id),
          name,
          Labels.decode(tags),
          new VolumeId(volume),
          gibibytes * GIBIBYTE,
          createdAt);
    }
  }

  List<Copy> list() {
    return cloud.api().list(ALL, "snapshots", Copy::of, "list volume snapshots");
  }

  Optional<Copy> find(VolumeSnapshotId id) {
    return cloud
        .api()
        .find(ONE + id, "look at snapshot " + id)
        .map(answer -> Copy.of(answer.needed("snapshot")));
  }

  VolumeSnapshot take(VolumeId volume, String name, Tags tags) {
    return named(list(), name, tags).orElseGet(() -> order(volume, name, tags)).snapshot();
  }

  private static Optional<Copy> named(List<Copy> copies, String name, Tags tags) {
    Optional<Copy> found = copies.stream().filter(copy -> copy.name().equals(name)).findFirst();
    found.ifPresent(
        copy ->
            Ownership.check(
                "volume snapshot",
                name,
                "snapshot " + copy.id(),
                Labels.decode(copy.tags()),
                tags));
    return found;
  }

  private Copy order(VolumeId volume, String name, Tags tags) {
    String doing = "take snapshot " + name;
    Wire.NewVolumeSnapshot wanted = new Wire.NewVolumeSnapshot(name, Labels.encode(tags));
    try {
      Answer answer = cloud.api().post("/v2/volumes/" + volume + "/snapshots", wanted, doing);
      if (answer.good()) {
        return Copy.of(answer.fields().needed("snapshot"));
      }
      if (answer.status() == 404) {
        throw new ProviderException.NotFound(
            "snapshot %s is to be taken of volume %s, which does not exist".formatted(name, volume),
            "Choose a volume that exists.");
      }
      throw refusal(answer, volume, doing);
    } catch (Api.Unknown unknown) {
      return Sought.after(unknown, cloud, doing, () -> named(list(), name, tags));
    }
  }

  /** The vendor's two limits, where one of them explains the refusal. */
  private ProviderException refusal(Answer answer, VolumeId volume, String doing) {
    List<Copy> ofVolume =
        list().stream().filter(copy -> copy.volume().equals(volume.value())).toList();
    if (ofVolume.size() >= MOST) {
      return new ProviderException.QuotaExceeded(
          "volume %s has %d snapshots, as many as DigitalOcean keeps".formatted(volume, MOST),
          "Delete snapshot sets that are not needed any more.");
    }
    Instant now = cloud.clock().instant();
    return ofVolume.stream()
        .map(Copy::createdAt)
        .max(Comparator.naturalOrder())
        .map(last -> Duration.between(now, last.plus(APART)))
        .filter(Duration::isPositive)
        .<ProviderException>map(
            wait ->
                new ProviderException.RateLimited(
                    "DigitalOcean takes one snapshot of a volume in 10 minutes; the next of %s can be taken in %d s"
                        .formatted(volume, wait.toSeconds() + 1),
                    "Wait, and run the command again.",
                    wait))
        .orElseGet(() -> Refusals.of(answer, doing));
  }

  void delete(VolumeSnapshotId id) {
    String doing = "delete snapshot " + id;
    Answer answer = cloud.api().delete(ONE + id, null, doing);
    if (answer.status() != 404) {
      Api.good(answer, doing);
    }
    Gone.from(
        cloud,
        "snapshot " + id,
        () -> list().stream().noneMatch(copy -> copy.id().equals(id.value())));
  }
}
