package io.snapfleet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.provider.input.WrongOptions;
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
    "address-range, 198.18.0.0, 'address-range: ''198.18.0.0'' is not a range of addresses'",
    "address-range, 198.18.0.1/15, 'address-range: not the start of a /15'",
    "address-range, 198.18.300.0/24, 'address-range: ''198.18.300.0/24'' has a number above 255'",
    "address-range, 10.0.0.0/33, 'address-range: ''10.0.0.0/33'' has a prefix above 32'",
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

  @Test
  void all_that_is_wrong_is_named_at_once() {
    Map<String, String> options =
        Map.of(
            "pool-size", "abc",
            "address-range", "zz",
            "mirror", "ftp://x",
            "suite", "12",
            "storage", "zfs",
            "colour", "blue");

    assertThatThrownBy(() -> LocalSettings.of(options))
        .isInstanceOfSatisfying(
            WrongOptions.class,
            wrong ->
                assertThat(wrong.faults())
                    .extracting(fault -> fault.split("[ :]")[0])
                    .containsExactly(
                        "the", "pool-size", "address-range", "mirror", "suite", "storage"));
  }
}
