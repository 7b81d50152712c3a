package io.snapfleet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalSettingsTest {
  @Test
  void nothing_said_gives_the_documented_defaults() {
    assertThat(LocalSettings.of(Map.of()))
        .isEqualTo(
            new LocalSettings(
                40L << 30,
                "198.18.0.0/15",
                "http://deb.debian.org/debian",
                "bookworm",
                "auto",
                ""));
  }

  @Test
  void every_option_is_taken_over() {
    assertThat(
            LocalSettings.of(
                Map.of(
                    "pool-size", "3 TB",
                    "address-range", "10.9.0.0/16",
                    "mirror", "https://mirror.example/debian/",
                    "suite", "trixie",
                    "storage", "plain",
                    "base-cache", "/var/cache/snapfleet")))
        .isEqualTo(
            new LocalSettings(
                3L << 40,
                "10.9.0.0/16",
                "https://mirror.example/debian",
                "trixie",
                "plain",
                "/var/cache/snapfleet"));
  }

  @ParameterizedTest
  @CsvSource({
    "pool-size, 40, pool-size 40 is not a number with MB",
    "pool-size, 1GB, pool-size is less than 2GB",
    "address-range, 198.18.0.0, is not a range of addresses",
    "address-range, 198.18.0.1/15, not the start of a /15",
    "address-range, 198.18.300.0/24, has a number above 255",
    "address-range, 198.18.0.0/25, is smaller than the /24",
    "mirror, ftp://deb.debian.org, is not an http or https address",
    "suite, Bookworm!, is not the name of a Debian release",
    "storage, zfs, 'storage zfs is none of auto, btrfs, plain'",
    "pool-siez, 40GB, 'no option ''pool-siez'': did you mean pool-size?'",
    "colour, blue, 'it knows address-range, base-cache, mirror'",
  })
  void what_is_wrong_is_named(String option, String value, String message) {
    assertThatThrownBy(() -> LocalSettings.of(Map.of(option, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
