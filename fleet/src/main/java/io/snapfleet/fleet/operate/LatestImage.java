package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.BakedImage;
import io.snapfleet.fleet.model.ProviderSpec;
import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.Provider;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the newest image that was baked of a template. Thread-safe. */
final class LatestImage {
  private final Surroundings surroundings;

  LatestImage(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  String of(ProviderSpec provider, String template) {
    String place = provider.place();
    List<BakedImage> baked = surroundings.store().bakedImages();
    List<BakedImage> named =
        baked.stream()
            .filter(image -> image.provider().place().equals(place))
            .filter(image -> isCalled(image.template(), template))
            .toList();
    List<BakedImage> existing = existing(provider, named);
    if (existing.isEmpty()) {
      throw none(place, template, baked);
    }
    refuseSeveral(template, existing.stream().map(BakedImage::template).distinct().toList());
    List<String> builds = existing.stream().map(BakedImage::build).distinct().sorted().toList();
    if (builds.size() > 1) {
      throw OperationException.badRequest(
          "template '%s' makes more than one image at provider %s, in builds %s"
              .formatted(template, place, String.join(", ", builds)),
          "--image",
          "give the image's id; 'snapfleet image ls' lists them");
    }
    return existing.getLast().image();
  }

  /** By its path, by the name of its file, or by that without the ending. */
  private static boolean isCalled(String path, String text) {
    String name = String.valueOf(Path.of(path).getFileName());
    int dot = name.lastIndexOf('.');
    return path.equals(text)
        || name.equals(text)
        || (dot > 0 && name.substring(0, dot).equals(text));
  }

  private static void refuseSeveral(String template, List<String> paths) {
    if (paths.size() > 1) {
      throw OperationException.badRequest(
          "more than one template is called '%s': %s".formatted(template, String.join(", ", paths)),
          "--image",
          "give the template's whole path");
    }
  }

  /** Oldest first. */
  private List<BakedImage> existing(ProviderSpec spec, List<BakedImage> images) {
    if (images.isEmpty()) {
      return List.of();
    }
    try (Provider provider = surroundings.providers().open(spec)) {
      return images.stream().filter(image -> isThere(provider, image.image())).toList();
    }
  }

  private boolean isThere(Provider provider, String image) {
    return surroundings
        .retry()
        .call(() -> provider.compute().image(new ImageId(image)))
        .filter(found -> found.state() == Image.State.AVAILABLE)
        .isPresent();
  }

  private static OperationException none(String place, String template, List<BakedImage> baked) {
    String known =
        baked.stream()
            .filter(image -> image.provider().place().equals(place))
            .map(image -> String.valueOf(Path.of(image.template()).getFileName()))
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return OperationException.badRequest(
        "there is no image of template '%s' at provider %s, where the fleet is"
            .formatted(template, place),
        "--image",
        known.isEmpty()
            ? "bake one: 'snapfleet bake TEMPLATE'"
            : "bake one, or name a template that there are images of: " + known);
  }
}
