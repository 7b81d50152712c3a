package io.snapfleet.fleet.model;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the fleet serves.
 *
 * @param recipe a shipped recipe's name, or the absolute path of a recipe's directory
 * @param settings the recipe's settings, defaults filled in
 * @param source the application's own files, where they are not the recipe's default
 */
public record ApplicationSpec(
    String recipe, Map<String, String> settings, @Nullable SourceSpec source) {
  public ApplicationSpec {
    Objects.requireNonNull(recipe, "recipe");
    settings = Map.copyOf(settings);
  }

  /**
   * Files on the operator's computer.
   *
   * @param path absolute path of a directory, a {@code .tar.gz}, {@code .tgz}, {@code .tar} or a
   *     {@code .zip}
   * @param sha256 64 hexadecimal digits of the archive's SHA-256; null only for a directory
   */
  public record SourceSpec(String path, @Nullable String sha256) {
    public SourceSpec {
      Objects.requireNonNull(path, "path");
    }
  }
}
