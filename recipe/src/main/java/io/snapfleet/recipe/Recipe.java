package io.snapfleet.recipe;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One application.
 *
 * @param name a DNS label
 * @param version what {@code recipe.yaml} says; recorded in snapshot sets
 * @param summary one line for lists
 * @param settings what a fleet file may set under {@code application.settings}, by name
 * @param secrets credentials to be made up for each fleet, by name
 * @param tiers by tier name, in the order they start
 * @param frozen names of the settings that are fixed in an image when it is taken
 * @param source whether it works on files of the user's
 */
public record Recipe(
    String name,
    String version,
    String summary,
    Map<String, Setting> settings,
    Map<String, SecretRule> secrets,
    List<TierRecipe> tiers,
    List<String> frozen,
    SourceRule source) {
  public Recipe {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(summary, "summary");
    settings = Map.copyOf(settings);
    secrets = Map.copyOf(secrets);
    tiers = List.copyOf(tiers);
    frozen = List.copyOf(frozen);
    Objects.requireNonNull(source, "source");
  }

  /** With files of the user's where the fleet file names some. */
  public Recipe(
      String name,
      String version,
      String summary,
      Map<String, Setting> settings,
      Map<String, SecretRule> secrets,
      List<TierRecipe> tiers,
      List<String> frozen) {
    this(name, version, summary, settings, secrets, tiers, frozen, SourceRule.OPTIONAL);
  }
}
