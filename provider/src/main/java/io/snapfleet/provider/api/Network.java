package io.snapfleet.provider.api;

import java.util.Objects;

/**
 * A private network.
 *
 * @param cidr its range of addresses, such as {@code 198.18.7.0/24}
 * @param complete false where the process that was making or deleting it is at it still, or died of
 *     it: no machine can be in it then, and {@link Networks#create} finishes it
 */
public record Network(NetworkId id, String name, Tags tags, String cidr, boolean complete) {
  public Network {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(tags, "tags");
    Objects.requireNonNull(cidr, "cidr");
  }
}
