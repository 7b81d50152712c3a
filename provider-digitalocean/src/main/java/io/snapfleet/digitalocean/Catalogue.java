package io.snapfleet.digitalocean;

import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.input.NearestName;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Regions and sizes on offer, which change rarely and are asked for again after a while. */
final class Catalogue {
  private static final Duration FRESH = Duration.ofMinutes(10);

  private final DigitalOceanSettings settings;
  private final Kept<Region> regions;
  private final Kept<Size> sizes;

  Catalogue(Api api, DigitalOceanSettings settings, Clock clock) {
    this.settings = settings;
    this.regions =
        new Kept<>(() -> api.list("/v2/regions", "regions", Region::of, "list regions"), clock);
    this.sizes = new Kept<>(() -> api.list("/v2/sizes", "sizes", Size::of, "list sizes"), clock);
  }

  /** A region; features are words such as {@code storage}. */
  record Region(String slug, boolean available, List<String> features) {
    static Region of(Fields fields) {
      return new Region(fields.text("slug"), fields.flag("available"), fields.words("features"));
    }
  }

  /** A size of droplets. */
  record Size(
      String slug,
      boolean available,
      long diskGigabytes,
      List<String> regions,
      Optional<BigDecimal> priceHourly,
      Optional<BigDecimal> priceMonthly) {
    static Size of(Fields fields) {
      return new Size(
          fields.text("slug"),
          fields.flag("available"),
          fields.number("disk"),
          fields.words("regions"),
          fields.optionalNumber("price_hourly"),
          fields.optionalNumber("price_monthly"));
    }

    boolean isIn(String region) {
      return available && regions.contains(region);
    }
  }

  /** The size by its slug or a word of ours. */
  Optional<Size> size(String size) {
    String slug = settings.sizeSlug(size);
    return sizes.get().stream().filter(one -> one.slug().equals(slug)).findFirst();
  }

  /**
   * The size, if droplets of it can be made in our region. Of a region that does not exist {@link
   * #usableRegion()} tells, and no size is better there than another.
   */
  Size usableSize(String size) {
    Size found = size(size).orElseThrow(() -> unknownSize(size));
    if (!found.isIn(settings.region()) && isRegion(settings.region())) {
      throw new ProviderException.InsufficientCapacity(
          "size %s cannot be had in region %s now".formatted(found.slug(), settings.region()),
          "Choose one of: %s.".formatted(String.join(", ", sizesHere())));
    }
    return found;
  }

  /** Our region, if droplets can be made in it. */
  Region usableRegion() {
    return usableRegion(settings.region());
  }

  Region usableRegion(String region) {
    Region found =
        regions.get().stream()
            .filter(one -> one.slug().equals(region))
            .findFirst()
            .orElseThrow(() -> unknownRegion(region));
    if (!found.available()) {
      throw new ProviderException.InsufficientCapacity(
          "no droplets can be made in region %s now".formatted(found.slug()),
          "Choose another region, or try later.");
    }
    return found;
  }

  private boolean isRegion(String region) {
    return regions.get().stream().anyMatch(one -> one.slug().equals(region));
  }

  private ProviderException unknownSize(String size) {
    String slug = settings.sizeSlug(size);
    List<String> slugs = sizes.get().stream().map(Size::slug).toList();
    return new ProviderException.Permanent(
        "DigitalOcean has no size '%s'%s".formatted(slug, NearestName.suggestion(slug, slugs)),
        "Use small, medium, large, or the slug of a size such as s-1vcpu-2gb.");
  }

  private ProviderException unknownRegion(String region) {
    List<String> slugs = regions.get().stream().map(Region::slug).toList();
    return new ProviderException.Permanent(
        "DigitalOcean has no region '%s'%s"
            .formatted(region, NearestName.suggestion(region, slugs)),
        "Choose one of: %s.".formatted(String.join(", ", slugs)));
  }

  private List<String> sizesHere() {
    List<String> here = new ArrayList<>();
    sizes.get().stream()
        .filter(size -> size.isIn(settings.region()))
        .limit(8)
        .forEach(size -> here.add(size.slug()));
    return here;
  }

  /** A list kept for a while; one thread asks, the others wait for it. */
  private static final class Kept<T> {
    private final Supplier<List<T>> list;
    private final Clock clock;
    private @Nullable List<T> known;
    private Instant until = Instant.MIN;

    Kept(Supplier<List<T>> list, Clock clock) {
      this.list = list;
      this.clock = clock;
    }

    synchronized List<T> get() {
      List<T> answer = known;
      if (answer == null || !clock.instant().isBefore(until)) {
        answer = list.get();
        known = answer;
        until = clock.instant().plus(FRESH);
      }
      return answer;
    }
  }
}
