package io.snapfleet.bake.machine;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.provider.api.ImageId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What there is to know of an image that a build made.
 *
 * @param builder the settings of the builder, which say where the image is
 * @param build the name of the build
 * @param name what the image is called
 * @param base what the build's machine was made from
 * @param packages installed packages as {@code name=version}, in name order; empty where the
 *     machine could not be asked
 */
public record MadeImage(
    Settings builder,
    String build,
    ImageId image,
    String name,
    ImageId base,
    List<String> packages,
    Instant at) {
  public MadeImage {
    Objects.requireNonNull(builder, "builder");
    Objects.requireNonNull(build, "build");
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(base, "base");
    packages = List.copyOf(packages);
    Objects.requireNonNull(at, "at");
  }
}
