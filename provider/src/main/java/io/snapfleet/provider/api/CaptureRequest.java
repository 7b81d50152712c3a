package io.snapfleet.provider.api;

import java.util.List;
import java.util.Objects;

/**
 * An image that shall be.
 *
 * @param name unique among our images at this provider
 * @param cleanUp what to take out of the image: absolute paths, where a last segment may hold
 *     {@code *}; a path ending in {@code /} empties that directory and keeps it; what is not there
 *     is no error. Needs {@link Capability#CLEAN_AT_CAPTURE} unless empty
 */
public record CaptureRequest(MachineId machine, String name, Tags tags, List<String> cleanUp) {
  public CaptureRequest {
    Objects.requireNonNull(machine, "machine");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(tags, "tags");
    cleanUp = List.copyOf(cleanUp);
  }
}
