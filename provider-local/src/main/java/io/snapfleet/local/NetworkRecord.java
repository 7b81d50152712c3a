package io.snapfleet.local;

import io.snapfleet.provider.api.Network;
import io.snapfleet.provider.api.NetworkId;
import io.snapfleet.provider.api.Tags;
import org.jspecify.annotations.Nullable;

/**
 * What we know of a network.
 *
 * @param maker who is making or deleting it; null while it is complete
 */
record NetworkRecord(String id, String name, Tags tags, String cidr, @Nullable Maker maker) {
  private static final String INTERFACES = "sf";

  Network network() {
    return new Network(new NetworkId(id), name, tags, cidr, maker == null);
  }

  NetworkRecord made() {
    return new NetworkRecord(id, name, tags, cidr, null);
  }

  NetworkRecord going() {
    return new NetworkRecord(id, name, tags, cidr, Maker.self());
  }

  Subnet subnet() {
    return Subnet.parse(cidr);
  }

  String gateway() {
    return subnet().address(1);
  }

  /** The bridge's name on this computer; Linux allows 15 characters. */
  String bridge() {
    return INTERFACES + id.substring(id.indexOf('-') + 1);
  }

  /** Matches the bridges of all our networks, in nft's notation. */
  static String allBridges() {
    return INTERFACES + "*";
  }

  /**
   * A machine's Ethernet address: ours in its first two bytes, then its IPv4 address. So a frame
   * tells its network even where the kernel cannot tell the bridge.
   */
  static String ethernet(String address) {
    StringBuilder text = new StringBuilder("02:5f");
    for (String octet : address.split("\\.")) {
      text.append(":%02x".formatted(Integer.parseInt(octet)));
    }
    return text.toString();
  }
}
