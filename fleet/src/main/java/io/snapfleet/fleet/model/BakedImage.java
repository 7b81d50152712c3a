package io.snapfleet.fleet.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where an image comes from that was baked here.
 *
 * @param provider where it is
 * @param image the provider's id of it
 * @param name what the provider calls it
 * @param template the absolute path of the template
 * @param templateHash the SHA-256 of the template's text, in hexadecimal digits
 * @param build the name of the build within the template
 * @param builder the builder's type
 * @param baseImage the provider's id of the image that the build began with
 * @param variables the values of the template's variables, but for those with a secret in them
 * @param packages installed packages as {@code name=version}, in name order; empty where nobody
 *     could ask the machine
 * @param version of the program that baked it
 */
public record BakedImage(
    ProviderSpec provider,
    String image,
    String name,
    String template,
    String templateHash,
    String build,
    String builder,
    String baseImage,
    Map<String, String> variables,
    List<String> packages,
    String version,
    Instant madeAt) {
  public BakedImage {
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(template, "template");
    Objects.requireNonNull(templateHash, "templateHash");
    Objects.requireNonNull(build, "build");
    Objects.requireNonNull(builder, "builder");
    Objects.requireNonNull(baseImage, "baseImage");
    variables = Map.copyOf(variables);
    packages = List.copyOf(packages);
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(madeAt, "madeAt");
  }
}
