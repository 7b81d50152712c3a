package io.snapfleet.digitalocean;

import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The account's snapshots of droplets, and the vendor's images. A snapshot gets its labels with its
 * name, as tags could only be put on it later, and there is no moment without its labels then.
 * Thread-safe.
 */
final class Images {
  private static final long GIGABYTE = 1_000_000_000L;
  private static final long GIBIBYTE = 1L << 30;
  private static final Duration KNOWN = Duration.ofMinutes(1);
  private static final String BASE = "/v2/images/";

  private final Cloud cloud;
  private final Map<ImageId, Known> known = new ConcurrentHashMap<>();

  Images(Cloud cloud) {
    this.cloud = cloud;
  }

  private record Known(DropletImage image, Instant until) {}

  /**
   * An image that droplets are made from.
   *
   * @param title its name at the vendor, with the labels
   */
  record DropletImage(
      long id,
      String title,
      String status,
      List<String> regions,
      long minDiskGigabytes,
      double gigabytes,
      Instant createdAt) {
    static DropletImage of(Fields fields) {
      return new DropletImage(
          fields.number("id"),
          fields.text("name"),
          fields.optionalText("status").orElse("available"),
          fields.words("regions"),
          fields.optionalNumber("min_disk_size").map(Number::longValue).orElse(0L),
          fields.optionalNumber("size_gigabytes").map(Number::doubleValue).orElse(0.0),
          fields.moment("created_at"));
    }

    /** The whole title where no labels follow. */
    String name() {
      return labels().values().isEmpty() ? title : title.replaceAll(" .*", "");
    }

    Tags labels() {
      return title.contains(" ") ? Labels.ofText(title) : new Tags(Map.of());
    }

    Image image() {
      return new Image(
          new ImageId(Long.toString(id)),
          name(),
          labels(),
          state(),
          Math.round(gigabytes * GIGABYTE),
          minDiskGigabytes * GIBIBYTE,
          createdAt);
    }

    private Image.State state() {
      return switch (status) {
        case "available" -> Image.State.AVAILABLE;
        case "deleted", "retired" -> Image.State.FAILED;
        default -> Image.State.PENDING;
      };
    }
  }

  /** The name that a snapshot is given at the vendor. */
  static String title(String name, Tags tags) {
    Labels.check(tags);
    String title = (name + " " + Labels.text(tags)).strip();
    if (title.length() > Labels.LONGEST) {
      throw new ProviderException.Permanent(
          "the labels of image %s are too long for its name at DigitalOcean".formatted(name),
          "Choose a shorter fleet name.");
    }
    return title;
  }

  /** The snapshots that carry all labels. */
  List<DropletImage> list(Tags selector) {
    return cloud
        .api()
        .list("/v2/images?private=true", "images", DropletImage::of, "list images")
        .stream()
        .filter(image -> image.labels().matches(selector))
        .toList();
  }

  Optional<DropletImage> find(ImageId id) {
    if (Droplet.parsed(id.value()).isEmpty()) {
      return Optional.empty();
    }
    return cloud
        .api()
        .find(BASE + id, "look at image " + id)
        .map(answer -> DropletImage.of(answer.needed("image")));
  }

  /** The vendor's image of that slug. */
  DropletImage base(String slug) {
    return cloud
        .api()
        .find(BASE + slug, "look at image " + slug)
        .map(answer -> DropletImage.of(answer.needed("image")))
        .orElseThrow(
            () ->
                new ProviderException.Permanent(
                    "DigitalOcean has no image '%s'".formatted(slug),
                    "Name one that it has, such as debian-12-x64: a fleet file by the provider's"
                        + " option base-image, a template by its builder's image."));
  }

  /** The image, if droplets can be made from it in our region; looked at once in a minute. */
  DropletImage usable(ImageId id) {
    Instant now = cloud.clock().instant();
    Known answer =
        known.compute(
            id,
            (key, old) ->
                old != null && now.isBefore(old.until())
                    ? old
                    : new Known(needed(id), now.plus(KNOWN)));
    refuseOtherRegion(answer.image());
    return answer.image();
  }

  void forget(ImageId id) {
    known.remove(id);
  }

  private DropletImage needed(ImageId id) {
    return find(id)
        .orElseThrow(
            () ->
                new ProviderException.NotFound(
                    "there is no image %s at DigitalOcean".formatted(id),
                    "Choose another one; 'snapfleet snapshot ls' lists them."));
  }

  private void refuseOtherRegion(DropletImage image) {
    if (!image.regions().contains(cloud.region())) {
      throw new ProviderException.Conflict(
          "image %d (%s) is in %s and not in %s"
              .formatted(
                  image.id(), image.name(), String.join(", ", image.regions()), cloud.region()),
          ("Copy its snapshot set there: 'snapfleet snapshot transfer PREFIX %1$s'; an image that is"
                  + " in none is baked again with \"snapshot_regions\": [\"%1$s\"].")
              .formatted(cloud.region()));
    }
  }

  void refuseUnlessFits(DropletImage image, Catalogue.Size size) {
    if (image.minDiskGigabytes() > size.diskGigabytes()) {
      throw new ProviderException.Permanent(
          "image %d (%s) needs a disk of %d GB, and size %s has %d GB"
              .formatted(
                  image.id(),
                  image.name(),
                  image.minDiskGigabytes(),
                  size.slug(),
                  size.diskGigabytes()),
          "Use a size with a disk of at least %d GB.".formatted(image.minDiskGigabytes()));
    }
  }

  /** Copies an image to another region, where it is usable when this returns; it stays here too. */
  void transfer(ImageId id, String region) {
    String doing = "transfer image %s to %s".formatted(id, region);
    if (!needed(id).regions().contains(region)) {
      cloud.catalogue().usableRegion(region);
      Answer answer =
          Api.good(
              cloud.api().repeatable(BASE + id + "/actions", new Wire.Transfer(region), doing),
              doing);
      cloud.actions().await(answer.fields().needed("action").number("id"), doing);
    }
    forget(id);
  }

  DropletImage rename(ImageId id, String name, Tags tags) {
    forget(id);
    String doing = "rename image %s to %s".formatted(id, name);
    return DropletImage.of(
        cloud.api().put(BASE + id, new Wire.ImageName(title(name, tags)), doing).needed("image"));
  }

  void delete(ImageId id) {
    forget(id);
    String doing = "delete image " + id;
    Answer answer = cloud.api().delete(BASE + id, null, doing);
    if (answer.status() != 404) {
      Api.good(answer, doing);
    }
    Gone.from(
        cloud,
        "image " + id,
        () -> list(new Tags(Map.of())).stream().noneMatch(one -> id.value().equals("" + one.id())));
  }
}
