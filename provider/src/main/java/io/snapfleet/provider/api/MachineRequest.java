package io.snapfleet.provider.api;

import java.util.List;
import java.util.Objects;

/**
 * A machine that shall be.
 *
 * @param name unique among our machines at this provider; a DNS label of at most 63 characters
 * @param tags labels it is listed by
 * @param image what it boots from
 * @param size the provider's name of a size, or one of {@code small}, {@code medium}, {@code
 *     large}, which every provider maps to its own
 * @param network the private network it joins
 * @param identity who it is; delivered before its first boot
 * @param volumes block storage present from its first boot on
 * @param publish needs {@link Capability#PUBLISH_PORTS} unless empty
 * @param extras refused by providers that cannot
 */
public record MachineRequest(
    String name,
    Tags tags,
    ImageId image,
    String size,
    NetworkId network,
    BootIdentity identity,
    List<VolumeMount> volumes,
    List<PublishedPort> publish,
    MachineExtras extras) {
  public MachineRequest {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(tags, "tags");
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(size, "size");
    Objects.requireNonNull(network, "network");
    Objects.requireNonNull(identity, "identity");
    volumes = List.copyOf(volumes);
    publish = List.copyOf(publish);
    Objects.requireNonNull(extras, "extras");
  }

  /** A machine without extras. */
  public MachineRequest(
      String name,
      Tags tags,
      ImageId image,
      String size,
      NetworkId network,
      BootIdentity identity,
      List<VolumeMount> volumes,
      List<PublishedPort> publish) {
    this(name, tags, image, size, network, identity, volumes, publish, MachineExtras.NONE);
  }
}
