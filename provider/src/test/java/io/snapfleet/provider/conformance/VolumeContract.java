package io.snapfleet.provider.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.MachineRequest;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Volume;
import io.snapfleet.provider.api.VolumeRequest;
import org.junit.jupiter.api.Test;

/** {@code BlockStorage}: volumes. */
interface VolumeContract extends Contract {
  @Test
  default void createdVolumeIsWhatWasAskedFor() {
    Volume volume = fleet().volume("data");

    assertThat(volume.name()).isEqualTo(fleet().named("data"));
    assertThat(volume.tags()).isEqualTo(fleet().tags());
    assertThat(volume.sizeBytes()).isGreaterThanOrEqualTo(ConformanceFleet.VOLUME_BYTES);
    assertThat(volume.complete()).isTrue();
    assertThat(fleet().storage().volume(volume.id())).isPresent();
    assertThat(fleet().storage().volumes(fleet().all()))
        .extracting(Volume::id)
        .containsExactly(volume.id());
  }

  @Test
  default void volumeIsCreatedOnceByName() {
    Volume first = fleet().volume("data");

    assertThat(fleet().volume("data").id()).isEqualTo(first.id());
    assertThat(fleet().storage().volumes(fleet().all())).hasSize(1);
  }

  @Test
  default void nameOfAnotherFleetsVolumeIsAConflict() {
    Volume theirs = otherFleet().volume("data");
    VolumeRequest request =
        new VolumeRequest(theirs.name(), fleet().tags(), ConformanceFleet.VOLUME_BYTES, null);

    assertThatThrownBy(() -> fleet().storage().create(request))
        .isInstanceOf(ProviderException.Conflict.class);
    assertThat(fleet().storage().volumes(fleet().all())).isEmpty();
  }

  @Test
  default void namesOf63CharactersThatDifferInTheLastAreTwoVolumes() {
    Volume first = fleet().storage().create(longNamed("a"));
    Volume second = fleet().storage().create(longNamed("b"));

    assertThat(fleet().storage().volumes(fleet().all()))
        .containsExactlyInAnyOrder(first, second)
        .extracting(Volume::name)
        .containsExactlyInAnyOrder(fleet().longNamed("a"), fleet().longNamed("b"));
  }

  @Test
  default void volumeOutlivesItsMachineAndIsNoPartOfItsImage() {
    Volume volume = fleet().volume("data");
    Machine first = fleet().compute().create(mounting(volume, "database-1"));
    fleet().inside(first).write("/srv/data/row", "kept");
    Image image = fleet().capture(first, "image");
    fleet().compute().delete(first.id());

    Machine without = fleet().machineFrom(image, "database-2");
    assertThat(fleet().inside(without).read("/srv/data/row")).isEmpty();
    Machine with = fleet().compute().create(mounting(volume, "database-3"));
    assertThat(fleet().inside(with).read("/srv/data/row")).hasValue("kept");
  }

  @Test
  default void volumeInUseIsAConflictForOtherMachinesAndForDeletion() {
    Volume volume = fleet().volume("data");
    Machine machine = fleet().compute().create(mounting(volume, "database-1"));

    assertThatThrownBy(() -> fleet().storage().delete(volume.id()))
        .isInstanceOf(ProviderException.Conflict.class);
    assertThatThrownBy(() -> fleet().compute().create(mounting(volume, "database-2")))
        .isInstanceOf(ProviderException.Conflict.class);
    assertThat(fleet().compute().machines(fleet().all())).hasSize(1);

    fleet().compute().delete(machine.id());
    fleet().storage().delete(volume.id());
    fleet().storage().delete(volume.id());
    assertThat(fleet().storage().volume(volume.id())).isEmpty();
    assertThat(fleet().storage().volumes(fleet().all())).isEmpty();
  }

  @Test
  default void machineWithAVolumeThatIsGoneIsNotFound() {
    Volume volume = fleet().volume("data");
    fleet().storage().delete(volume.id());

    assertThatThrownBy(() -> fleet().compute().create(mounting(volume, "database-1")))
        .isInstanceOf(ProviderException.NotFound.class);
    assertThat(fleet().compute().machines(fleet().all())).isEmpty();
  }

  private MachineRequest mounting(Volume volume, String label) {
    return fleet().mounting(volume, fleet().request(fleet().named(label)));
  }

  private VolumeRequest longNamed(String label) {
    return new VolumeRequest(
        fleet().longNamed(label), fleet().tags(), ConformanceFleet.VOLUME_BYTES, null);
  }
}
