package io.snapfleet.fleet.image;

import io.snapfleet.fleet.model.BakedImage;
import io.snapfleet.fleet.model.ImageTrial;
import io.snapfleet.fleet.model.ProviderSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Images and trials of them. */
final class Samples {
  static final ProviderSpec HERE = new ProviderSpec("local", Map.of());

  private Samples() {}

  /** Baked of a build of one template, at that minute. */
  static KnownImage baked(
      String id, String build, int minute, ImageStanding.State standing, List<String> users) {
    Instant at = Instant.ofEpochSecond(60L * minute);
    BakedImage baked =
        new BakedImage(
            HERE, id, id, "/t.json", "00", build, "local", "base", Map.of(), List.of(), "1", at);
    return new KnownImage(
        HERE,
        id,
        id,
        "available",
        1,
        at,
        "template t.json",
        users,
        new ImageStanding(standing, null),
        baked,
        List.of());
  }

  /** Made by somebody else. */
  static KnownImage foreign(String id, int minute) {
    return new KnownImage(
        HERE,
        id,
        id,
        "available",
        1,
        Instant.ofEpochSecond(60L * minute),
        "",
        List.of(),
        new ImageStanding(ImageStanding.State.UNTRIED, null),
        null,
        List.of());
  }

  static ImageTrial trial(String image, @Nullable String recipe, ImageTrial.State state) {
    return new ImageTrial(
        "id",
        HERE,
        List.of(image),
        recipe,
        null,
        "image-gate-id",
        state,
        true,
        Instant.EPOCH,
        Instant.EPOCH,
        null);
  }
}
