package io.snapfleet.cli;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.machine.MachineSupply;
import io.snapfleet.bake.run.BuildException;
import io.snapfleet.digitalocean.ApiToken;
import io.snapfleet.digitalocean.DigitalOceanProvider;
import io.snapfleet.digitalocean.DigitalOceanSettings;
import io.snapfleet.digitalocean.Pause;
import io.snapfleet.local.LocalProvider;
import io.snapfleet.local.LocalSettings;
import io.snapfleet.provider.api.Provider;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The providers that builds of image templates have their machines at. */
final class BuildPlaces implements MachineSupply {
  private static final String LOCAL = "local";
  private static final String DIGITALOCEAN = "digitalocean";
  private static final String USUAL_ENDPOINT = "https://api.digitalocean.com";
  private static final int DIGEST_LENGTH = 8;

  private final Map<String, String> environment;
  private final DigitalOceanAccess droplets;
  private final Clock clock;
  private final Map<String, Provider> byName = new HashMap<>();
  private final Map<String, Provider> opened = new HashMap<>();

  /**
   * @param droplets finds the place of a build whose template is not at hand
   */
  BuildPlaces(Map<String, String> environment, DigitalOceanAccess droplets, Clock clock) {
    this.environment = environment;
    this.droplets = droplets;
    this.clock = clock;
  }

  @Override
  public synchronized Place open(Settings builder) {
    try {
      return builder.type().name().equals(LOCAL)
          ? place(LOCAL, builder.map("options").toString(), () -> local(builder.map("options")))
          : droplets(builder);
    } catch (IllegalArgumentException wrong) {
      throw new BuildException(String.valueOf(wrong.getMessage()), wrong);
    }
  }

  /** The account is told by a digest of its token, so that another one's is not taken for it. */
  private Place droplets(Settings builder) {
    ApiToken token = new ApiToken(builder.requiredText("api_token"));
    Map<String, String> options = new HashMap<>();
    options.put("region", builder.requiredText("region"));
    options.put("endpoint", builder.text("api_url").orElse(USUAL_ENDPOINT));
    String name =
        String.join(
            " ",
            DIGITALOCEAN,
            options.get("region"),
            options.get("endpoint"),
            digest(builder.requiredText("api_token")));
    String image = builder.requiredText("image");
    options.put("base-image", image);
    return place(name, image, () -> digitalOcean(options, token));
  }

  private Place place(String name, String variant, Supplier<Provider> opening) {
    Provider provider = opened.computeIfAbsent(name + " " + variant, key -> opening.get());
    byName.putIfAbsent(name, provider);
    return new Place(name, provider);
  }

  private Provider local(Map<String, String> options) {
    return new LocalProvider(Home.of(environment).create(), LocalSettings.of(options), clock);
  }

  private Provider digitalOcean(Map<String, String> options, ApiToken token) {
    return new DigitalOceanProvider(DigitalOceanSettings.of(options), token, clock, Pause.SLEEP);
  }

  @Override
  public synchronized Optional<Provider> find(String name) {
    if (name.equals(LOCAL)) {
      return Optional.of(
          byName.computeIfAbsent(
              LOCAL, key -> opened.computeIfAbsent(LOCAL + " {}", other -> local(Map.of()))));
    }
    return Optional.ofNullable(byName.get(name)).or(() -> byToken(name));
  }

  /** Whoever has its token here may have the place. */
  private Optional<Provider> byToken(String name) {
    String[] words = name.split(" ");
    if (words.length != 4 || !words[0].equals(DIGITALOCEAN)) {
      return Optional.empty();
    }
    Map<String, String> options = Map.of("region", words[1], "endpoint", words[2]);
    return droplets
        .tokens()
        .filter(token -> digest(token).equals(words[3]))
        .findFirst()
        .map(token -> place(name, "", () -> digitalOcean(options, new ApiToken(token))).provider());
  }

  @Override
  public synchronized void close() {
    opened.values().forEach(Provider::close);
    opened.clear();
    byName.clear();
  }

  private static String digest(String token) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, DIGEST_LENGTH);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("this Java runtime has no SHA-256", missing);
    }
  }
}
