package io.snapfleet.provider.api;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A machine as the provider sees it now.
 *
 * @param address where the controller reaches it, or null before it has one
 * @param privateAddress where the other machines of its network reach it, which may be the same; or
 *     null before it has one
 * @param image what it was booted from
 * @param published with the host ports that were in fact bound
 */
public record Machine(
    MachineId id,
    String name,
    Tags tags,
    State state,
    @Nullable String address,
    @Nullable String privateAddress,
    ImageId image,
    String size,
    Instant createdAt,
    List<PublishedPort> published) {
  /** What the provider says of it; nothing about whether the application in it works. */
  public enum State {
    STARTING,
    RUNNING,
    STOPPED,
    FAILED
  }

  public Machine {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(tags, "tags");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(size, "size");
    Objects.requireNonNull(createdAt, "createdAt");
    published = List.copyOf(published);
  }

  /** A machine with one address for all. */
  public Machine(
      MachineId id,
      String name,
      Tags tags,
      State state,
      @Nullable String address,
      ImageId image,
      String size,
      Instant createdAt,
      List<PublishedPort> published) {
    this(id, name, tags, state, address, address, image, size, createdAt, published);
  }
}
