package io.snapfleet.cli;

import io.snapfleet.digitalocean.ApiToken;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.remote.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Finds the token for DigitalOcean: in the environment, or else among the credentials of this home.
 */
final class DigitalOceanAccess {
  static final String PROVIDER = "digitalocean";
  static final String TOKEN = "token";
  private static final List<String> VARIABLES =
      List.of("DIGITALOCEAN_TOKEN", "DIGITALOCEAN_ACCESS_TOKEN");

  private final Map<String, String> environment;
  private final Supplier<Map<String, Secret>> kept;

  /**
   * @param kept the credentials of the provider that this home keeps, by name
   */
  DigitalOceanAccess(Map<String, String> environment, Supplier<Map<String, Secret>> kept) {
    this.environment = environment;
    this.kept = kept;
  }

  ApiToken token() {
    String text = inEnvironment().or(this::inHome).orElseThrow(DigitalOceanAccess::missing);
    try {
      return new ApiToken(text);
    } catch (IllegalArgumentException malformed) {
      throw new ProviderException.Unauthorized(String.valueOf(malformed.getMessage()), fix());
    }
  }

  /** All tokens there are, in this order. */
  Stream<String> tokens() {
    return Stream.concat(variables(), Stream.of(kept).flatMap(home -> inHome().stream()));
  }

  private Optional<String> inEnvironment() {
    return variables().findFirst();
  }

  private Stream<String> variables() {
    return VARIABLES.stream()
        .map(environment::get)
        .filter(Objects::nonNull)
        .filter(text -> !text.isBlank());
  }

  private Optional<String> inHome() {
    Secret token = kept.get().get(TOKEN);
    return token == null ? Optional.empty() : Optional.of(token.reveal());
  }

  private static ProviderException missing() {
    return new ProviderException.Unauthorized("there is no token for DigitalOcean", fix());
  }

  private static String fix() {
    return "set DIGITALOCEAN_TOKEN, or keep it here: snapfleet secrets --provider %s --set %s < FILE"
        .formatted(PROVIDER, TOKEN);
  }
}
