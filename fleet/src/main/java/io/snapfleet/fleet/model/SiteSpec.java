package io.snapfleet.fleet.model;

import java.util.Objects;

/**
 * How visitors see the fleet.
 *
 * @param title the site's title
 * @param address the address of this computer it is published at (local provider)
 * @param port the port there; 0 for any free one, which is then kept
 */
public record SiteSpec(String title, String address, int port) {
  public SiteSpec {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(address, "address");
  }
}
