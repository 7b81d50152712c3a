package io.snapfleet.fleet.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProviderSpecTest {
  @Test
  void anAddressIsTheSamePlaceWithASlashAtItsEnd() {
    assertThat(at("http://127.0.0.1:8888/").place())
        .isEqualTo(at("http://127.0.0.1:8888").place())
        .isEqualTo("digitalocean http://127.0.0.1:8888");
    assertThat(new ProviderSpec("local", Map.of()).place()).isEqualTo("local");
  }

  private static ProviderSpec at(String endpoint) {
    return new ProviderSpec("digitalocean", Map.of("endpoint", endpoint));
  }
}
