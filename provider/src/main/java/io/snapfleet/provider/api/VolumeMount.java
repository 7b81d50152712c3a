package io.snapfleet.provider.api;

import java.util.Objects;

/** A volume and the absolute directory of the machine it appears at. */
public record VolumeMount(VolumeId volume, String directory) {
  public VolumeMount {
    Objects.requireNonNull(volume, "volume");
    if (!directory.startsWith("/")) {
      throw new IllegalArgumentException("not an absolute directory: " + directory);
    }
  }
}
