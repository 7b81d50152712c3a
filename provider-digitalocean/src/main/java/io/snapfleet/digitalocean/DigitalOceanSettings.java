package io.snapfleet.digitalocean;

import io.snapfleet.provider.input.NearestName;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a fleet file may say about DigitalOcean. {@code docs/digitalocean.md} lists the options.
 *
 * @param region the slug of the region that everything is made in, such as {@code lon1}
 * @param endpoint where the API is, without the {@code /v2}
 * @param sizes the slugs of the sizes {@code small}, {@code medium} and {@code large}
 * @param baseImage the slug of the image machines are installed on from scratch
 * @param volumePrice US dollars for a gibibyte of volume and a month, which the API does not tell
 */
public record DigitalOceanSettings(
    String region,
    URI endpoint,
    Map<String, String> sizes,
    String baseImage,
    BigDecimal volumePrice) {
  static final List<String> OPTIONS =
      List.of(
          "base-image",
          "endpoint",
          "region",
          "size-large",
          "size-medium",
          "size-small",
          "volume-price");

  private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9._-]*");
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  public DigitalOceanSettings {
    Objects.requireNonNull(endpoint, "endpoint");
    Objects.requireNonNull(volumePrice, "volumePrice");
    sizes = Map.copyOf(sizes);
    slug("region", region);
    slug("base-image", baseImage);
    sizes.forEach((word, slug) -> slug("size-" + word, slug));
    refuseUnsafe(endpoint);
    if (volumePrice.signum() < 0) {
      throw new IllegalArgumentException("volume-price " + volumePrice + " is less than nothing");
    }
  }

  /**
   * Reads the options of a fleet file's provider section.
   *
   * @throws IllegalArgumentException in one sentence, naming the option, if one is unknown, missing
   *     or wrong
   */
  public static DigitalOceanSettings of(Map<String, String> options) {
    for (String name : new TreeMap<>(options).keySet()) {
      if (!OPTIONS.contains(name)) {
        throw new IllegalArgumentException(unknown(name));
      }
    }
    String region = options.get("region");
    if (region == null) {
      throw new IllegalArgumentException(
          "the provider digitalocean needs the option region, such as 'region: lon1'");
    }
    return new DigitalOceanSettings(
        region,
        endpoint(options.getOrDefault("endpoint", "https://api.digitalocean.com")),
        Map.of(
            "small", options.getOrDefault("size-small", "s-1vcpu-2gb"),
            "medium", options.getOrDefault("size-medium", "s-2vcpu-4gb"),
            "large", options.getOrDefault("size-large", "s-4vcpu-8gb")),
        options.getOrDefault("base-image", "debian-12-x64"),
        price(options.getOrDefault("volume-price", "0.10")));
  }

  /** The vendor's name of a size: a word of ours is mapped, all else is taken as a slug. */
  String sizeSlug(String size) {
    return sizes.getOrDefault(size, size);
  }

  private static void slug(String option, String value) {
    if (!SLUG.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "%s '%s' is not a slug of a-z, 0-9 and '-'".formatted(option, value));
    }
  }

  private static URI endpoint(String text) {
    try {
      return URI.create(text.replaceAll("/+$", ""));
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException("endpoint " + text + " is not an address", malformed);
    }
  }

  /** The token would go over the line in the clear. */
  private static void refuseUnsafe(URI endpoint) {
    String host = endpoint.getHost();
    boolean local = host != null && (LOOPBACK.contains(host) || host.startsWith("127."));
    if (host == null
        || endpoint.getUserInfo() != null
        || !("https".equals(endpoint.getScheme())
            || (local && "http".equals(endpoint.getScheme())))) {
      throw new IllegalArgumentException(
          "endpoint must be an https address, or an http address of this computer");
    }
  }

  private static BigDecimal price(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException("volume-price " + text + " is not a number", notANumber);
    }
  }

  private static String unknown(String name) {
    String suggestion = NearestName.suggestion(name, OPTIONS);
    return "the provider digitalocean has no option '%s'%s It has: %s"
        .formatted(name, suggestion.isEmpty() ? "." : suggestion, String.join(", ", OPTIONS));
  }
}
