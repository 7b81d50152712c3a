package io.snapfleet.cli.image;

import io.snapfleet.fleet.image.KnownImage;
import io.snapfleet.fleet.operate.FleetEngine;
import picocli.CommandLine.Parameters;

/** The one image that a command is about. */
final class ImageArgument {
  @Parameters(
      index = "0",
      paramLabel = "IMAGE",
      description = "The image's id, its name, or the beginning of its id, at least 4 characters.")
  private String text = "";

  KnownImage find(FleetEngine engine) {
    return engine.images().find(text);
  }
}
