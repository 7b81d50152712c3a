package io.snapfleet.local;

import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.NetworkId;
import io.snapfleet.provider.api.PublishedPort;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.api.VolumeMount;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What we know of a machine. Holds no secret.
 *
 * @param maker who is making it; null once it was started
 */
record MachineRecord(
    String id,
    String name,
    Tags tags,
    ImageId image,
    String size,
    NetworkId network,
    String address,
    List<PublishedPort> published,
    List<VolumeMount> volumes,
    Instant createdAt,
    @Nullable Maker maker) {
  MachineRecord made() {
    return new MachineRecord(
        id, name, tags, image, size, network, address, published, volumes, createdAt, null);
  }

  /** Whether some process is at it right now. */
  boolean inTheMaking() {
    return maker != null && maker.alive();
  }
}
