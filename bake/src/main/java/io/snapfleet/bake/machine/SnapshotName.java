package io.snapfleet.bake.machine;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.run.BuildSite;

/** What the image of a build is to be called. */
final class SnapshotName {
  private SnapshotName() {}

  static String of(Settings settings, BuildSite site) {
    return settings
        .text("snapshot_name")
        .orElseGet(() -> "packer-" + site.surroundings().started().getEpochSecond());
  }
}
