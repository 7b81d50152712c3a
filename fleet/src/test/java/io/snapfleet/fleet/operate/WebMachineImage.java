package io.snapfleet.fleet.operate;

import io.snapfleet.provider.api.CaptureRequest;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.recipe.CleanUp;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An image of one of the fleet's web machines that somebody else took: it has no tags of ours. */
final class WebMachineImage {
  /** What has to go for the image to hold no secret. */
  static final List<String> CLEAN_UP =
      Stream.concat(CleanUp.EVERY_MACHINE.stream(), TinyRecipe.CLEAN_UP.stream()).toList();

  private WebMachineImage() {}

  /** Takes one, and returns its id. */
  static String take(Home home, Census census, String name, List<String> cleanUp) {
    return home.provider()
        .compute()
        .capture(
            new CaptureRequest(
                census.machines().stream()
                    .filter(machine -> machine.name().startsWith("blog-web-"))
                    .findFirst()
                    .orElseThrow()
                    .id(),
                name,
                new Tags(Map.of()),
                cleanUp))
        .id()
        .value();
  }
}
