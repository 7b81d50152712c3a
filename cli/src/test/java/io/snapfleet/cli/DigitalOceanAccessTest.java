package io.snapfleet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.digitalocean.ApiToken;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.remote.secret.Secret;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DigitalOceanAccessTest {
  private static final Map<String, Secret> KEPT = Map.of("token", new Secret("dop_v1_kept"));

  @Test
  void environmentGoesBeforeTheHome() {
    assertThat(token(Map.of("DIGITALOCEAN_TOKEN", "dop_v1_one"), KEPT))
        .isEqualTo(new ApiToken("dop_v1_one"));
    assertThat(token(Map.of("DIGITALOCEAN_ACCESS_TOKEN", "dop_v1_two"), KEPT))
        .isEqualTo(new ApiToken("dop_v1_two"));
    assertThat(token(Map.of("DIGITALOCEAN_TOKEN", " "), KEPT))
        .isEqualTo(new ApiToken("dop_v1_kept"));
  }

  @Test
  void withoutATokenItSaysWhereToPutOne() {
    assertThatThrownBy(() -> token(Map.of(), Map.of()))
        .isInstanceOfSatisfying(
            ProviderException.Unauthorized.class,
            missing ->
                assertThat(missing.fix())
                    .contains("DIGITALOCEAN_TOKEN")
                    .contains("snapfleet secrets --provider digitalocean --set token"))
        .hasMessage("there is no token for DigitalOcean");
  }

  @Test
  void tokenThatCannotBeOneIsNotRepeated() {
    assertThatThrownBy(() -> token(Map.of("DIGITALOCEAN_TOKEN", "with blank"), Map.of()))
        .isInstanceOf(ProviderException.Unauthorized.class)
        .hasMessageNotContaining("with blank");
  }

  private static ApiToken token(Map<String, String> environment, Map<String, Secret> kept) {
    return new DigitalOceanAccess(environment, () -> kept).token();
  }
}
