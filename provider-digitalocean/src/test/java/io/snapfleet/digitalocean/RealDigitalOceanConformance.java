package io.snapfleet.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.provider.conformance.Identities;
import io.snapfleet.provider.conformance.Inside;
import io.snapfleet.provider.conformance.ProviderConformance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * All contracts, against the endpoint itself; run by the profile {@code real-digitalocean}. It
 * needs DIGITALOCEAN_TOKEN, a zone of the account in DIGITALOCEAN_ZONE, and OpenSSH's client, takes
 * about two hours and costs about a dollar. DIGITALOCEAN_REGION is lon1 unless set.
 */
class RealDigitalOceanConformance extends ProviderConformance {
  @TempDir private static Path directory;
  private static Path key;

  @BeforeAll
  static void keepKey() throws IOException {
    key = directory.resolve("key");
    Files.createFile(
        key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(key, Identities.loginKey());
  }

  @Override
  protected Provider newProvider() {
    Map<String, String> options = new HashMap<>();
    options.put("region", System.getenv().getOrDefault("DIGITALOCEAN_REGION", "lon1"));
    return new DigitalOceanProvider(
        DigitalOceanSettings.of(options),
        new ApiToken(needed("DIGITALOCEAN_TOKEN")),
        Clock.systemUTC(),
        Pause.SLEEP);
  }

  @Override
  protected Inside inside(Provider provider, Machine machine) {
    return new SshInside(key, String.valueOf(machine.address()));
  }

  @Override
  protected String zone() {
    return needed("DIGITALOCEAN_ZONE");
  }

  @Override
  protected Duration deadline() {
    return Duration.ofMinutes(10);
  }

  private static String needed(String variable) {
    String value = System.getenv(variable);
    assertThat(value).as("environment variable " + variable).isNotBlank();
    return value;
  }
}
