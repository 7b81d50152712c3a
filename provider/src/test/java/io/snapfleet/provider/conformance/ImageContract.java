package io.snapfleet.provider.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.provider.api.Capability;
import io.snapfleet.provider.api.CaptureRequest;
import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.ImageFiles;
import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code Compute}: images of machines. */
interface ImageContract extends Contract {
  @Test
  default void imageHoldsWhatWasThereAtCaptureAndSurvivesTheMachine() {
    Machine source = fleet().machine("web-1");
    Inside inside = fleet().inside(source);
    inside.write("/srv/note", "before");

    Image image = fleet().capture(source, "image");
    inside.write("/srv/note", "after");
    assertThat(inside.read("/srv/note")).hasValue("after");
    fleet().compute().delete(source.id());

    Machine copy = fleet().machineFrom(image, "web-2");
    assertThat(copy.image()).isEqualTo(image.id());
    assertThat(fleet().inside(copy).read("/srv/note")).hasValue("before");
  }

  @Test
  default void stoppedMachineStaysStoppedAndItsImageHasWhatItWrote() {
    Machine machine = fleet().machine("web-1");
    fleet().inside(machine).write("/srv/note", "written");

    fleet().compute().stop(machine.id());
    fleet().compute().stop(machine.id());

    assertThat(fleet().compute().machine(machine.id()).orElseThrow().state())
        .isEqualTo(Machine.State.STOPPED);
    Machine copy = fleet().machineFrom(fleet().capture(machine, "image"), "web-2");
    assertThat(fleet().inside(copy).read("/srv/note")).hasValue("written");
    fleet().compute().delete(machine.id());
    assertThatThrownBy(() -> fleet().compute().stop(machine.id()))
        .isInstanceOf(ProviderException.NotFound.class);
  }

  @Test
  default void imageIsListedWithItsNameAndTags() {
    Image image = fleet().capture(fleet().machine("web-1"), "image");

    assertThat(image.name()).isEqualTo(fleet().named("image"));
    assertThat(image.tags()).isEqualTo(fleet().tags());
    assertThat(image.sizeBytes()).isNotNegative();
    assertThat(fleet().compute().images(fleet().all()))
        .extracting(Image::id)
        .containsExactly(image.id());
  }

  @Test
  default void captureTwiceGivesTheFirstImage() {
    Machine machine = fleet().machine("web-1");
    Inside inside = fleet().inside(machine);
    inside.write("/srv/note", "first");
    Image first = fleet().capture(machine, "image");
    inside.write("/srv/note", "second");

    assertThat(fleet().capture(machine, "image").id()).isEqualTo(first.id());

    assertThat(fleet().compute().images(fleet().all())).hasSize(1);
    Machine copy = fleet().machineFrom(first, "web-2");
    assertThat(fleet().inside(copy).read("/srv/note")).hasValue("first");
  }

  @Test
  default void imageThatIsNoneIsNotTransferred() {
    Class<? extends ProviderException> refusal =
        fleet().can(Capability.TRANSFER_IMAGES)
            ? ProviderException.NotFound.class
            : ProviderException.Permanent.class;

    assertThatThrownBy(() -> fleet().compute().transferImage(new ImageId("4711"), "elsewhere"))
        .isInstanceOf(refusal);
  }

  @Test
  default void nameOfAnotherFleetsImageIsAConflict() {
    Image theirs = otherFleet().capture(otherFleet().machine("web-1"), "image");
    Machine ours = fleet().machine("web-1");
    CaptureRequest request =
        new CaptureRequest(ours.id(), theirs.name(), fleet().tags(), List.of());

    assertThatThrownBy(() -> fleet().compute().capture(request))
        .isInstanceOf(ProviderException.Conflict.class);
    assertThat(fleet().compute().images(fleet().all())).isEmpty();
  }

  @Test
  default void captureOfAMachineThatIsGoneIsNotFound() {
    Machine machine = fleet().machine("web-1");
    fleet().compute().delete(machine.id());

    assertThatThrownBy(() -> fleet().capture(machine, "image"))
        .isInstanceOf(ProviderException.NotFound.class);
  }

  @Test
  default void renamedImageIsListedUnderItsNewTagsAloneAndBootsAsBefore() {
    Machine source = fleet().machine("web-1");
    fleet().inside(source).write("/srv/note", "kept");
    Image image = fleet().capture(source, "image");

    Image renamed =
        fleet().compute().rename(image.id(), fleet().named("renamed"), new Tags(Map.of()));

    try {
      assertThat(renamed.id()).isEqualTo(image.id());
      assertThat(fleet().compute().images(fleet().all())).isEmpty();
      Image found = fleet().compute().image(image.id()).orElseThrow();
      assertThat(found.name()).isEqualTo(fleet().named("renamed"));
      assertThat(found.tags()).isEqualTo(new Tags(Map.of()));
      Machine copy = fleet().machineFrom(found, "web-2");
      assertThat(fleet().inside(copy).read("/srv/note")).hasValue("kept");
    } finally {
      fleet().compute().deleteImage(image.id());
    }
    assertThatThrownBy(() -> fleet().compute().rename(image.id(), "again", new Tags(Map.of())))
        .isInstanceOf(ProviderException.NotFound.class);
  }

  @Test
  default void deletedImageIsGoneAndItsMachinesLiveOn() {
    Image image = fleet().capture(fleet().machine("web-1"), "image");
    Machine copy = fleet().machineFrom(image, "web-2");

    fleet().compute().deleteImage(image.id());
    fleet().compute().deleteImage(image.id());

    assertThat(fleet().compute().image(image.id())).isEmpty();
    assertThat(fleet().compute().images(fleet().all())).isEmpty();
    assertThat(fleet().inside(copy).read("/etc/hostname")).isPresent();
  }

  @Test
  default void cleanUpChangesTheImageAndNotTheMachine() {
    Machine machine = fleet().machine("web-1");
    Inside inside = fleet().inside(machine);
    List<String> doomed =
        List.of("/srv/secret", "/srv/tree/deep/file", "/srv/log/a.log", "/srv/log/b.log");
    List<String> kept = List.of("/srv/secret-not", "/srv/log/a.txt", "/srv/empty-not/file");
    doomed.forEach(path -> inside.write(path, "doomed"));
    kept.forEach(path -> inside.write(path, "kept"));
    inside.write("/srv/empty/sub/file", "doomed");
    String[] cleanUp = {
      "/srv/secret", "/srv/tree", "/srv/log/*.log", "/srv/empty/", "/srv/missing", "/srv/none/"
    };
    if (!fleet().can(Capability.CLEAN_AT_CAPTURE)) {
      assertThatThrownBy(() -> fleet().capture(machine, "image", cleanUp))
          .isInstanceOf(ProviderException.Permanent.class);
      return;
    }

    Image image = fleet().capture(machine, "image", cleanUp);

    Inside copy = fleet().inside(fleet().machineFrom(image, "web-2"));
    assertThat(doomed).allSatisfy(path -> assertThat(copy.read(path)).as(path).isEmpty());
    assertThat(copy.read("/srv/empty/sub/file")).isEmpty();
    assertThat(kept).allSatisfy(path -> assertThat(copy.read(path)).as(path).hasValue("kept"));
    assertThat(doomed).allSatisfy(path -> assertThat(inside.read(path)).hasValue("doomed"));
  }

  @Test
  default void openImageShowsItsFilesAndDoesNotLetThemBeChanged() throws IOException {
    Machine machine = fleet().machine("web-1");
    fleet().inside(machine).write("/srv/note", "seen");
    Image image = fleet().capture(machine, "image");
    if (!fleet().can(Capability.READ_IMAGES)) {
      assertThatThrownBy(() -> fleet().compute().openImage(image.id()))
          .isInstanceOf(ProviderException.Permanent.class);
      return;
    }

    try (ImageFiles files = fleet().compute().openImage(image.id())) {
      Path note = files.root().resolve("srv/note");
      assertThat(Files.readString(note)).isEqualTo("seen");
      writeIfAllowed(note);
    }
    try (ImageFiles files = fleet().compute().openImage(image.id())) {
      assertThat(files.root().resolve("srv/note")).hasContent("seen");
    }

    fleet().compute().deleteImage(image.id());
    assertThatThrownBy(() -> fleet().compute().openImage(image.id()))
        .isInstanceOf(ProviderException.NotFound.class);
  }

  private static void writeIfAllowed(Path file) {
    try {
      Files.writeString(file, "changed");
    } catch (IOException refused) {
      assertThat(file).exists();
    }
  }
}
