package io.snapfleet.digitalocean;

import io.snapfleet.provider.api.MachineRequest;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.VolumeMount;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes a droplet of a request, refusing before the call what the API would accept or refuse
 * without a good reason, and finds the reason where it refuses. Thread-safe.
 */
final class LaunchCheck {
  private final Cloud cloud;
  private final Images images;
  private final Volumes volumes;
  private final Vpcs networks;

  LaunchCheck(Cloud cloud, Images images, Volumes volumes, Vpcs networks) {
    this.cloud = cloud;
    this.images = images;
    this.volumes = volumes;
    this.networks = networks;
  }

  Wire.NewDroplet droplet(MachineRequest request, String fleet) {
    cloud.catalogue().usableRegion();
    Catalogue.Size size = cloud.catalogue().usableSize(request.size());
    Images.DropletImage image = images.usable(request.image());
    images.refuseUnlessFits(image, size);
    List<UserData.MountedVolume> mounts =
        request.volumes().stream().map(this::mountedVolume).toList();
    return new Wire.NewDroplet(
        request.name(),
        cloud.region(),
        size.slug(),
        image.id(),
        cloud.keys().known(fleet, request.identity().authorizedKeys()),
        UserData.of(request.identity(), mounts, request.extras().userData()),
        request.network().value(),
        tags(request),
        Launch.volumesOf(request),
        request.extras().monitoring(),
        request.extras().ipv6());
  }

  private static List<String> tags(MachineRequest request) {
    return Stream.concat(
            Labels.ofDroplet(request.name(), request.tags(), request.size()).stream(),
            request.extras().labels().stream())
        .distinct()
        .toList();
  }

  private UserData.MountedVolume mountedVolume(VolumeMount mount) {
    Volumes.DropletVolume volume = volumes.needed(mount.volume());
    volumes.refuseInUse(volume);
    return new UserData.MountedVolume(volume.name(), mount.directory());
  }

  /** Why a droplet is refused: because of what it needs, or else as the API has it. */
  ProviderException refusal(Answer answer, MachineRequest request, String doing) {
    if (answer.status() != 404 && answer.status() != 422 && answer.status() != 409) {
      return Refusals.of(answer, doing);
    }
    return missing(request).orElseGet(() -> Refusals.of(answer, doing));
  }

  private Optional<ProviderException> missing(MachineRequest request) {
    try {
      images.forget(request.image());
      images.usable(request.image());
      networks.needed(request.network());
      request.volumes().forEach(this::mountedVolume);
      return Optional.empty();
    } catch (ProviderException.NotFound | ProviderException.Conflict reason) {
      return Optional.of(reason);
    }
  }
}
