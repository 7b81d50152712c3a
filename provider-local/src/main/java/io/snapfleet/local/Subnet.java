package io.snapfleet.local;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of IPv4 addresses.
 *
 * @param base the lowest address, as a number
 * @param prefix how many leading bits are fixed
 */
record Subnet(long base, int prefix) {
  private static final Pattern CIDR =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

  Subnet {
    if (prefix < 0 || prefix > 32 || base != (base & mask(prefix))) {
      throw new IllegalArgumentException("not the start of a /" + prefix + ": " + format(base));
    }
  }

  /** Reads {@code 198.18.0.0/15}. */
  static Subnet parse(String cidr) {
    Matcher parts = CIDR.matcher(cidr);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "'" + cidr + "' is not a range of addresses such as 198.18.0.0/15");
    }
    long base = 0;
    for (int i = 1; i <= 4; i++) {
      int octet = Integer.parseInt(parts.group(i));
      if (octet > 255) {
        throw new IllegalArgumentException("'" + cidr + "' has a number above 255");
      }
      base = base << 8 | octet;
    }
    int prefix = Integer.parseInt(parts.group(5));
    if (prefix > 32) {
      throw new IllegalArgumentException("'" + cidr + "' has a prefix above 32");
    }
    return new Subnet(base, prefix);
  }

  /** The range of this prefix length that {@code address} lies in. */
  static Subnet around(long address, int prefix) {
    return new Subnet(address & mask(prefix), prefix);
  }

  static String format(long address) {
    return "%d.%d.%d.%d"
        .formatted(address >> 24 & 255, address >> 16 & 255, address >> 8 & 255, address & 255);
  }

  boolean overlaps(Subnet other) {
    long mask = mask(Math.min(prefix, other.prefix));
    return (base & mask) == (other.base & mask);
  }

  long size() {
    return 1L << (32 - prefix);
  }

  /** The address {@code offset} above the lowest, in dotted form. */
  String address(long offset) {
    return format(base + offset);
  }

  private static long mask(int prefix) {
    return 0xffffffffL & (0xffffffffL << (32 - prefix));
  }

  @Override
  public String toString() {
    return format(base) + "/" + prefix;
  }
}
