package io.snapfleet.digitalocean;

import io.snapfleet.provider.api.CaptureRequest;
import io.snapfleet.provider.api.Machine;
import java.util.List;

/** Short ways to ask for images. */
final class Captures {
  private Captures() {}

  static CaptureRequest of(Machine machine, String name) {
    return new CaptureRequest(machine.id(), name, TestCloud.tags(), List.of());
  }
}
