package io.snapfleet.devcloud.resource;

import io.snapfleet.devcloud.http.ApiError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * IPv4 addresses that share a prefix.
 *
 * @param first the lowest, as a number
 */
record AddressRange(long first, int prefix) {
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");
  private static final AddressRange[] PRIVATE = {
    new AddressRange(10L << 24, 8),
    new AddressRange((172L << 24) | (16L << 16), 12),
    new AddressRange((192L << 24) | (168L << 16), 16)
  };

  static AddressRange parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw ApiError.unprocessable("ip_range is not in CIDR notation: " + text);
    }
    long address = 0;
    for (int group = 1; group <= 4; group++) {
      address = (address << 8) | Math.min(255, Integer.parseInt(matcher.group(group)));
    }
    int prefix = Math.min(32, Integer.parseInt(matcher.group(5)));
    return new AddressRange(address & (-1L << (32 - prefix)), prefix);
  }

  long size() {
    return 1L << (32 - prefix);
  }

  boolean overlaps(AddressRange other) {
    return first < other.first + other.size() && other.first < first + size();
  }

  boolean isPrivate() {
    for (AddressRange range : PRIVATE) {
      if (range.first <= first && first + size() <= range.first + range.size()) {
        return true;
      }
    }
    return false;
  }

  /** The nth address, as text. */
  String address(long nth) {
    long address = first + nth;
    return "%d.%d.%d.%d"
        .formatted(
            (address >> 24) & 255, (address >> 16) & 255, (address >> 8) & 255, address & 255);
  }

  String netmask() {
    return new AddressRange((-1L << (32 - prefix)) & 0xFFFFFFFFL, 32).address(0);
  }

  @Override
  public String toString() {
    return address(0) + "/" + prefix;
  }
}
