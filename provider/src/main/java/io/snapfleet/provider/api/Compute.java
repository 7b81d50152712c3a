package io.snapfleet.provider.api;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Machines and their images. */
public interface Compute {
  /**
   * The plain Debian image machines are installed on from scratch. May take minutes the first time
   * (it may have to be built); later calls answer from a cache.
   *
   * @param progress told, in short sentences, what is being waited for
   */
  Image baseImage(Consumer<String> progress);

  /** All machines of this account or home whose tags match, in no order, whatever their state. */
  List<Machine> machines(Tags selector);

  /** The machine, or nothing when it never was or is gone. */
  Optional<Machine> machine(MachineId id);

  /**
   * Creates and boots a machine, and returns once the provider has accepted it and it has an
   * address; it may still be booting.
   *
   * <p>The unique name is the idempotency token: where a machine with this name and these fleet
   * tags exists already, that one is returned and nothing is created. It is an error of kind {@link
   * ProviderException.Conflict} if the name is taken by something that is not ours.
   */
  Machine create(MachineRequest request);

  /**
   * Has the machine's programs end in their order, and by force where they take minutes. It is
   * {@link Machine.State#STOPPED} when this returns; one that is already stays so. {@link
   * ProviderException.NotFound} where it is gone.
   */
  void stop(MachineId id);

  /**
   * Ends the machine and everything that existed for it alone (its disk, address, published ports).
   * Volumes stay. Deleting what is gone already is done already, not an error. Returns when the
   * machine no longer shows in {@link #machines}.
   */
  void delete(MachineId id);

  List<Image> images(Tags selector);

  Optional<Image> image(ImageId id);

  /**
   * Takes an image of a machine's own disk, which keeps running; volumes are not part of it.
   * Returns when the content is fixed: later writes of the machine are not in it. Poll {@link
   * #image} until it is {@link Image.State#AVAILABLE} where the answer says {@link
   * Image.State#PENDING}. By name idempotent, as {@link #create} is.
   */
  Image capture(CaptureRequest request);

  /**
   * Makes an image usable in another region of the provider as well, under the same id; it is when
   * this returns. One that is there already stays as it is. Needs {@link
   * Capability#TRANSFER_IMAGES}.
   */
  default void transferImage(ImageId id, String region) {
    throw new ProviderException.Permanent(
        "image %s cannot be copied to %s: this provider does not copy images between regions"
            .formatted(id, region),
        "Build the fleet there without an image.");
  }

  /**
   * Gives an image another name and other tags in place of its own, in one step. Other images may
   * have that name already. {@link ProviderException.NotFound} where the image is gone.
   */
  Image rename(ImageId id, String name, Tags tags);

  /** Deletes an image, wherever it is; one that is gone already is no error. Machines live on. */
  void deleteImage(ImageId id);

  /**
   * Opens an image's files for reading. Needs {@link Capability#READ_IMAGES}. Close it to let go of
   * what it holds; the files cannot be changed through it.
   */
  ImageFiles openImage(ImageId id);
}
