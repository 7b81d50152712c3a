package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetSpec;

/** Where visitors reach a fleet; for one that nobody visits, a name that means nothing anywhere. */
final class SiteUrl {
  private SiteUrl() {}

  static String of(FleetSpec spec, int publishedPort) {
    return spec.site().isPublished()
        ? "http://" + spec.site().address() + ":" + publishedPort
        : "http://" + spec.fleet() + ".invalid";
  }
}
