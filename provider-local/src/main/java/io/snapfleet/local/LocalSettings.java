package io.snapfleet.local;

import io.snapfleet.provider.input.NearestName;
import io.snapfleet.provider.input.WrongOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a fleet file may say about the local provider. {@code docs/local-provider.md} lists the
 * options.
 *
 * @param poolBytes size of the sparse file that holds all disks where the home is not on btrfs
 * @param addressRange where networks take their /24 from, in CIDR notation
 * @param mirror the Debian mirror that the base system is built from and machines install from
 * @param suite the Debian release of the base system
 * @param storage {@code auto}, {@code btrfs} or {@code plain}
 * @param baseCache a directory that keeps built base systems for other homes, or empty for none
 */
public record LocalSettings(
    long poolBytes,
    String addressRange,
    String mirror,
    String suite,
    String storage,
    String baseCache) {
  static final List<String> OPTIONS =
      List.of("address-range", "base-cache", "mirror", "pool-size", "storage", "suite");

  private static final long SMALLEST_POOL = 2L << 30;
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*(MB|GB|TB)");
  private static final List<String> STORAGES = List.of("auto", "btrfs", "plain");

  public LocalSettings {
    Objects.requireNonNull(addressRange, "addressRange");
    Objects.requireNonNull(mirror, "mirror");
    Objects.requireNonNull(suite, "suite");
    Objects.requireNonNull(storage, "storage");
    Objects.requireNonNull(baseCache, "baseCache");
    List<String> faults = faults(poolBytes, addressRange, mirror, suite, storage);
    if (!faults.isEmpty()) {
      throw new WrongOptions(faults);
    }
  }

  /** What holds where a fleet file says nothing. */
  public static LocalSettings defaults() {
    return of(Map.of());
  }

  /**
   * Reads the options of a fleet file's provider section.
   *
   * @throws WrongOptions with everything that is unknown or wrong, at once
   */
  public static LocalSettings of(Map<String, String> options) {
    String size = options.getOrDefault("pool-size", "40GB");
    OptionalLong bytes = bytes(size);
    String addressRange = options.getOrDefault("address-range", "198.18.0.0/15");
    String mirror = withoutSlash(options.getOrDefault("mirror", "http://deb.debian.org/debian"));
    String suite = options.getOrDefault("suite", "bookworm");
    String storage = options.getOrDefault("storage", "auto");
    List<String> faults = new ArrayList<>();
    options.keySet().stream()
        .sorted()
        .filter(name -> !OPTIONS.contains(name))
        .map(LocalSettings::unknown)
        .forEach(faults::add);
    if (bytes.isEmpty()) {
      faults.add("pool-size " + size + " is not a number with MB, GB or TB, such as 40GB");
    }
    faults.addAll(faults(bytes.orElse(SMALLEST_POOL), addressRange, mirror, suite, storage));
    if (!faults.isEmpty()) {
      throw new WrongOptions(faults);
    }
    return new LocalSettings(
        bytes.orElseThrow(),
        addressRange,
        mirror,
        suite,
        storage,
        options.getOrDefault("base-cache", ""));
  }

  private static List<String> faults(
      long poolBytes, String addressRange, String mirror, String suite, String storage) {
    List<String> faults = new ArrayList<>();
    if (poolBytes < SMALLEST_POOL) {
      faults.add("pool-size is less than 2GB, too little for one fleet");
    }
    rangeFault(addressRange).ifPresent(faults::add);
    if (!mirror.matches("https?://[^\\s/]+\\S*")) {
      faults.add("mirror " + mirror + " is not an http or https address");
    }
    if (!suite.matches("[a-z]+")) {
      faults.add("suite " + suite + " is not the name of a Debian release");
    }
    if (!STORAGES.contains(storage)) {
      faults.add("storage " + storage + " is none of " + String.join(", ", STORAGES));
    }
    return faults;
  }

  private static Optional<String> rangeFault(String range) {
    try {
      return Subnet.parse(range).prefix() > 24
          ? Optional.of(
              "address-range " + range + " is smaller than the /24 that one network takes")
          : Optional.empty();
    } catch (IllegalArgumentException wrong) {
      return Optional.of("address-range: " + wrong.getMessage());
    }
  }

  private static String unknown(String name) {
    String hint =
        NearestName.of(name, OPTIONS).map(known -> "did you mean " + known + "? ").orElse("");
    return "the local provider has no option '%s': %sit knows %s"
        .formatted(name, hint, String.join(", ", OPTIONS));
  }

  private static OptionalLong bytes(String size) {
    Matcher parts = SIZE.matcher(size.strip().toUpperCase(Locale.ROOT));
    if (!parts.matches()) {
      return OptionalLong.empty();
    }
    int shift =
        switch (parts.group(2)) {
          case "MB" -> 20;
          case "GB" -> 30;
          default -> 40;
        };
    return OptionalLong.of(Long.parseLong(parts.group(1)) << shift);
  }

  private static String withoutSlash(String address) {
    return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
  }
}
