package io.snapfleet.recipe;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A setting an application understands.
 *
 * @param description one sentence
 * @param byDefault its value where the fleet file is silent; null when it must be given
 * @param pattern a regular expression the whole value must match; null for any text
 */
public record Setting(String description, @Nullable String byDefault, @Nullable String pattern) {
  public Setting {
    Objects.requireNonNull(description, "description");
  }
}
