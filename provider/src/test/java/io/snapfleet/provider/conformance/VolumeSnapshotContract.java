package io.snapfleet.provider.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.provider.api.Capability;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Volume;
import io.snapfleet.provider.api.VolumeRequest;
import io.snapfleet.provider.api.VolumeSnapshot;
import io.snapfleet.provider.api.VolumeSnapshotId;
import org.junit.jupiter.api.Test;

/** {@code BlockStorage}: snapshots of volumes. */
interface VolumeSnapshotContract extends Contract {
  @Test
  default void snapshotIsListedWithItsOrigin() {
    Volume volume = fleet().volume("data");

    VolumeSnapshot snapshot = snapshot(volume);

    assertThat(snapshot.name()).isEqualTo(fleet().named("copy"));
    assertThat(snapshot.tags()).isEqualTo(fleet().tags());
    assertThat(snapshot.volume()).isEqualTo(volume.id());
    assertThat(snapshot.volumeSizeBytes()).isEqualTo(volume.sizeBytes());
    assertThat(fleet().storage().snapshots(fleet().all()))
        .extracting(VolumeSnapshot::id)
        .containsExactly(snapshot.id());
  }

  @Test
  default void snapshotIsTakenOnceByName() {
    Volume volume = fleet().volume("data");

    assertThat(snapshot(volume).id()).isEqualTo(snapshot(volume).id());
    assertThat(fleet().storage().snapshots(fleet().all())).hasSize(1);
  }

  @Test
  default void nameOfAnotherFleetsSnapshotIsAConflict() {
    Volume theirs = otherFleet().volume("data");
    String taken = otherFleet().named("copy");
    otherFleet().storage().snapshot(theirs.id(), taken, otherFleet().tags());
    Volume ours = fleet().volume("data");

    assertThatThrownBy(() -> fleet().storage().snapshot(ours.id(), taken, fleet().tags()))
        .isInstanceOf(ProviderException.Conflict.class);
    assertThat(fleet().storage().snapshots(fleet().all())).isEmpty();
  }

  @Test
  default void volumeFromASnapshotHasTheContentOfThatMoment() {
    Volume volume = fleet().volume("data");
    Machine machine = mounting(volume, "database-1");
    Inside inside = fleet().inside(machine);
    inside.write("/srv/data/row", "before");

    if (!fleet().can(Capability.LIVE_VOLUME_SNAPSHOTS)) {
      assertThatThrownBy(() -> snapshot(volume)).isInstanceOf(ProviderException.Conflict.class);
      return;
    }
    VolumeSnapshot snapshot = snapshot(volume);
    inside.write("/srv/data/row", "after");

    Machine copy = mounting(volumeFrom(snapshot.id(), volume.sizeBytes()), "database-2");
    assertThat(fleet().inside(copy).read("/srv/data/row")).hasValue("before");
    assertThat(inside.read("/srv/data/row")).hasValue("after");
  }

  @Test
  default void snapshotOutlivesItsVolumeAndVolumesOutliveTheSnapshot() {
    Volume volume = fleet().volume("data");
    Machine writer = mounting(volume, "database-1");
    fleet().inside(writer).write("/srv/data/row", "kept");
    fleet().compute().delete(writer.id());
    VolumeSnapshot snapshot = snapshot(volume);
    fleet().storage().delete(volume.id());

    Volume copy = volumeFrom(snapshot.id(), volume.sizeBytes());
    fleet().storage().deleteSnapshot(snapshot.id());
    fleet().storage().deleteSnapshot(snapshot.id());

    assertThat(fleet().storage().snapshots(fleet().all())).isEmpty();
    assertThat(fleet().inside(mounting(copy, "database-2")).read("/srv/data/row")).hasValue("kept");
  }

  @Test
  default void snapshotOfAVolumeThatIsGoneIsNotFound() {
    Volume volume = fleet().volume("data");
    fleet().storage().delete(volume.id());

    assertThatThrownBy(() -> snapshot(volume)).isInstanceOf(ProviderException.NotFound.class);
  }

  @Test
  default void volumeFromASnapshotThatIsGoneIsNotFound() {
    Volume volume = fleet().volume("data");
    VolumeSnapshotId gone = snapshot(volume).id();
    fleet().storage().deleteSnapshot(gone);

    assertThatThrownBy(() -> volumeFrom(gone, volume.sizeBytes()))
        .isInstanceOf(ProviderException.NotFound.class);
    assertThat(fleet().storage().volumes(fleet().all())).hasSize(1);
  }

  private VolumeSnapshot snapshot(Volume volume) {
    return fleet().storage().snapshot(volume.id(), fleet().named("copy"), fleet().tags());
  }

  private Volume volumeFrom(VolumeSnapshotId snapshot, long bytes) {
    return fleet()
        .storage()
        .create(new VolumeRequest(fleet().named("data-2"), fleet().tags(), bytes, snapshot));
  }

  private Machine mounting(Volume volume, String label) {
    return fleet()
        .compute()
        .create(fleet().mounting(volume, fleet().request(fleet().named(label))));
  }
}
