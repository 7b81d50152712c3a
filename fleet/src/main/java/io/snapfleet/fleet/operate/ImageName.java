package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.BakedImage;
import io.snapfleet.fleet.model.ProviderSpec;
import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.provider.api.Tags;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An image as people name it.
 *
 * @param text its id at the provider, its name there, or {@code latest:TEMPLATE}
 */
record ImageName(String text) {
  private static final String LATEST = "latest:";
  private static final Tags EVERYTHING = new Tags(Map.of());

  /** The one image's id at a provider; an id goes before a name. */
  String id(Surroundings surroundings, ProviderSpec spec) {
    if (text.startsWith(LATEST)) {
      return new LatestImage(surroundings).of(spec, text.substring(LATEST.length()));
    }
    try (Provider provider = surroundings.providers().open(spec)) {
      ProviderRetry retry = surroundings.retry();
      if (retry.call(() -> provider.compute().image(new ImageId(text))).isPresent()) {
        return text;
      }
      List<String> called =
          retry.call(() -> provider.compute().images(EVERYTHING)).stream()
              .filter(image -> !image.isLayer() && image.name().equals(text))
              .map(Image::id)
              .map(ImageId::value)
              .sorted()
              .toList();
      return switch (called.size()) {
        case 0 -> throw unknown(surroundings, spec);
        case 1 -> called.getFirst();
        default -> throw ambiguous(spec, called);
      };
    }
  }

  private OperationException ambiguous(ProviderSpec spec, List<String> called) {
    return OperationException.badRequest(
        "provider %s has more than one image '%s': %s"
            .formatted(spec.place(), text, String.join(", ", called)),
        "image " + text,
        "give one's id");
  }

  private OperationException unknown(Surroundings surroundings, ProviderSpec spec) {
    String elsewhere =
        surroundings.store().bakedImages().stream()
            .filter(image -> image.image().equals(text) || image.name().equals(text))
            .map(BakedImage::provider)
            .map(ProviderSpec::place)
            .filter(place -> !place.equals(spec.place()))
            .distinct()
            .collect(Collectors.joining(", "));
    return OperationException.badRequest(
        "provider %s has no image %s%s"
            .formatted(
                spec.place(),
                text,
                elsewhere.isEmpty() ? "" : "; it is one of provider " + elsewhere),
        "image " + text,
        "'snapfleet image ls' lists what was baked here, 'snapfleet bake TEMPLATE' makes one");
  }
}
