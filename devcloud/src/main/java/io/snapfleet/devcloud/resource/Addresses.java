package io.snapfleet.devcloud.resource;

import io.snapfleet.devcloud.http.ApiError;
import io.snapfleet.devcloud.store.Kind;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives addresses in turn, so that one is not given again soon; public ones are loopback addresses,
 * so that something can listen on them.
 */
final class Addresses {
  static final AddressRange PUBLIC = AddressRange.parse("127.77.0.0/16");
  private static final int RESERVED = 4;

  private final Cloud cloud;

  Addresses(Cloud cloud) {
    this.cloud = cloud;
  }

  String nextPublic() {
    return next("address", PUBLIC, "_public");
  }

  String nextPrivate(ObjectNode vpc) {
    AddressRange range = AddressRange.parse(Json.text(vpc, "ip_range"));
    return next("address-" + Json.text(vpc, "id"), range, "_private");
  }

  private String next(String series, AddressRange range, String member) {
    long usable = range.size() - RESERVED - 1;
    for (long tries = 0; tries < usable; tries++) {
      long nth = cloud.store().next(series, 0);
      String address = range.address(RESERVED + nth % usable);
      if (nth < usable || !taken(member).contains(address)) {
        return address;
      }
    }
    throw ApiError.unprocessable("no address is left in " + range);
  }

  private Set<String> taken(String member) {
    return cloud.store().all(Kind.DROPLET).stream()
        .map(droplet -> Json.text(droplet, member))
        .collect(Collectors.toSet());
  }
}
