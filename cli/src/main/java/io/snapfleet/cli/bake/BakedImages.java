package io.snapfleet.cli.bake;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.machine.ImageRegister;
import io.snapfleet.bake.machine.MadeImage;
import io.snapfleet.bake.template.Template;
import io.snapfleet.cli.command.Version;
import io.snapfleet.fleet.model.BakedImage;
import io.snapfleet.fleet.model.ProviderSpec;
import io.snapfleet.fleet.operate.FleetEngine;
import io.snapfleet.provider.api.ImageId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Writes into the home where images come from that a template's builds make. Thread-safe. */
final class BakedImages implements ImageRegister {
  private static final String LOCAL = "local";
  private static final String USUAL_ENDPOINT = "https://api.digitalocean.com";

  private final Template template;
  private final Path path;
  private final String hash;
  private final Supplier<FleetEngine> engine;

  /**
   * @param engine asked for only when an image was made, or stands in the way of one
   */
  BakedImages(Template template, Supplier<FleetEngine> engine) {
    this.template = template;
    this.path = template.file().path().toAbsolutePath().normalize();
    this.hash = hash(template.file().text());
    this.engine = engine;
  }

  private static String hash(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("this Java runtime has no SHA-256", missing);
    }
  }

  @Override
  public synchronized void made(MadeImage image) {
    engine
        .get()
        .images()
        .record(
            new BakedImage(
                provider(image.builder()),
                image.image().value(),
                image.name(),
                path.toString(),
                hash,
                image.build(),
                image.builder().type().name(),
                image.base().value(),
                template.variables(),
                image.packages().stream().map(template.masking()::mask).toList(),
                Version.text(),
                image.at()));
  }

  @Override
  public synchronized Optional<String> user(Settings builder, ImageId image) {
    return engine.get().images().users(provider(builder), image.value()).stream().findFirst();
  }

  /** As a fleet file would name it; the token stays out. */
  private static ProviderSpec provider(Settings builder) {
    if (builder.type().name().equals(LOCAL)) {
      return new ProviderSpec(LOCAL, builder.map("options"));
    }
    Map<String, String> options = new HashMap<>();
    options.put("region", builder.requiredText("region"));
    builder
        .text("api_url")
        .map(endpoint -> endpoint.replaceFirst("/+$", ""))
        .filter(endpoint -> !endpoint.equals(USUAL_ENDPOINT))
        .ifPresent(endpoint -> options.put("endpoint", endpoint));
    return new ProviderSpec(builder.type().name(), options);
  }
}
