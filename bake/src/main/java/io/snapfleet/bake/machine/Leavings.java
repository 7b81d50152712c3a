package io.snapfleet.bake.machine;

import io.snapfleet.provider.api.CaptureRequest;
import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.MachineId;
import io.snapfleet.provider.api.MachineRequest;
import io.snapfleet.provider.api.Network;
import io.snapfleet.provider.api.NetworkId;
import io.snapfleet.provider.api.Tags;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a build makes at its provider and does not need in the end, told by its label: machines,
 * images until they are given their own name, and the network, with which the login key goes. For
 * use by one thread at a time.
 */
final class Leavings {
  private final String id;
  private final ProviderCalls calls;
  private final Set<MachineId> machines = new LinkedHashSet<>();
  private final Set<ImageId> images = new LinkedHashSet<>();
  private final Set<NetworkId> networks = new LinkedHashSet<>();
  private boolean sure = true;

  /**
   * @param id of the build
   */
  Leavings(String id, ProviderCalls calls) {
    this.id = id;
    this.calls = calls;
  }

  ProviderCalls calls() {
    return calls;
  }

  Tags tags() {
    return Tags.ofFleet(id);
  }

  Network network() {
    return made(
        () -> calls.get(provider -> provider.networks().create(id, tags())),
        network -> networks.add(network.id()));
  }

  Machine machine(MachineRequest request) {
    return made(
        () -> calls.get(provider -> provider.compute().create(request)),
        machine -> machines.add(machine.id()));
  }

  Image image(CaptureRequest request) {
    return made(
        () -> calls.get(provider -> provider.compute().capture(request)),
        image -> images.add(image.id()));
  }

  /** The image is what the build was for. */
  void keep(Image image) {
    images.remove(image.id());
  }

  /** Whether nothing was made that is not known here. */
  boolean isSure() {
    return sure;
  }

  /** What fails may have been made all the same. */
  private <T> T made(Supplier<T> call, Consumer<T> noting) {
    sure = false;
    T made = call.get();
    noting.accept(made);
    sure = true;
    return made;
  }

  /** Removes all that is known here. May be called again. */
  void remove() {
    machines.forEach(machine -> calls.make(provider -> provider.compute().delete(machine)));
    images.forEach(image -> calls.make(provider -> provider.compute().deleteImage(image)));
    networks.forEach(network -> calls.make(provider -> provider.networks().delete(network)));
  }

  /** Finds what lists show that is not known here. */
  void look() {
    calls.get(provider -> provider.compute().machines(tags())).stream()
        .map(Machine::id)
        .forEach(machines::add);
    calls.get(provider -> provider.compute().images(tags())).stream()
        .map(Image::id)
        .filter(this::isStillOurs)
        .forEach(images::add);
    calls.get(provider -> provider.networks().networks(tags())).stream()
        .map(Network::id)
        .forEach(networks::add);
  }

  /** A list may show the labels of before an image got its name; a look-up does not. */
  private boolean isStillOurs(ImageId image) {
    return calls
        .get(provider -> provider.compute().image(image))
        .filter(found -> found.tags().matches(tags()))
        .isPresent();
  }
}
