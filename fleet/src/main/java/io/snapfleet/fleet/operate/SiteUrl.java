package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetSpec;

/** Where visitors reach a fleet. */
final class SiteUrl {
  private SiteUrl() {}

  static String of(FleetSpec spec, int publishedPort) {
    return "http://" + spec.site().address() + ":" + publishedPort;
  }
}
