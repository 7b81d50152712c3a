package io.snapfleet.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigitalOceanSettingsTest {
  @Test
  void defaults() {
    assertThat(DigitalOceanSettings.of(Map.of("region", "lon1")))
        .isEqualTo(
            new DigitalOceanSettings(
                "lon1",
                URI.create("https://api.digitalocean.com"),
                Map.of("small", "s-1vcpu-2gb", "medium", "s-2vcpu-4gb", "large", "s-4vcpu-8gb"),
                "debian-12-x64",
                new BigDecimal("0.10")));
  }

  @Test
  void everyOption() {
    Map<String, String> options =
        Map.of(
            "region", "fra1",
            "endpoint", "http://127.0.0.1:8888/",
            "size-small", "a",
            "size-medium", "b",
            "size-large", "c",
            "base-image", "debian-13-x64",
            "volume-price", "0.2");

    DigitalOceanSettings settings = DigitalOceanSettings.of(options);

    assertThat(settings)
        .isEqualTo(
            new DigitalOceanSettings(
                "fra1",
                URI.create("http://127.0.0.1:8888"),
                Map.of("small", "a", "medium", "b", "large", "c"),
                "debian-13-x64",
                new BigDecimal("0.2")));
    assertThat(options.keySet()).containsExactlyInAnyOrderElementsOf(DigitalOceanSettings.OPTIONS);
    assertThat(settings.sizeSlug("small")).isEqualTo("a");
    assertThat(settings.sizeSlug("s-8vcpu-16gb")).isEqualTo("s-8vcpu-16gb");
  }

  @Test
  void regionIsNeeded() {
    assertThatThrownBy(() -> DigitalOceanSettings.of(Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs the option region");
  }

  @Test
  void unknownOptionNamesTheNearest() {
    assertThatThrownBy(() -> DigitalOceanSettings.of(Map.of("regoin", "lon1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no option 'regoin'; did you mean 'region'?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.example.org",
        "ftp://127.0.0.1",
        "nonsense",
        "https://user@example.org",
        "a b"
      })
  void endpointThatWouldShowTheTokenIsRefused(String endpoint) {
    Map<String, String> options = Map.of("region", "lon1", "endpoint", endpoint);

    assertThatThrownBy(() -> DigitalOceanSettings.of(options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("endpoint");
  }

  @ParameterizedTest
  @CsvSource({"region,LON 1", "base-image,a/b", "size-small,''", "volume-price,-1"})
  void wrongValueNamesItsOption(String option, String value) {
    Map<String, String> options = new HashMap<>(Map.of("region", "lon1"));
    options.put(option, value);

    assertThatThrownBy(() -> DigitalOceanSettings.of(options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(option);
  }
}
