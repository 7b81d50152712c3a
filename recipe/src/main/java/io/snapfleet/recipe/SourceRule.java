package io.snapfleet.recipe;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether a fleet file names the application's own files under {@code application.source}. */
public enum SourceRule {
  REQUIRED,
  OPTIONAL,
  NONE;

  /** As it is written in {@code recipe.yaml}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<SourceRule> of(String text) {
    return Arrays.stream(values()).filter(rule -> rule.text().equals(text)).findFirst();
  }
}
