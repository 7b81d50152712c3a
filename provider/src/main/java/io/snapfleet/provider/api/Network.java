package io.snapfleet.provider.api;

import java.util.Objects;

/**
 * A private network.
 *
 * @param cidr its range of addresses, such as {@code 198.18.7.0/24}
 */
public record Network(NetworkId id, String name, Tags tags, String cidr) {
  public Network {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(tags, "tags");
    Objects.requireNonNull(cidr, "cidr");
  }
}
