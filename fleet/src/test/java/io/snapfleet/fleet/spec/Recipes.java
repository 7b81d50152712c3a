package io.snapfleet.fleet.spec;

import io.snapfleet.recipe.BackupRule;
import io.snapfleet.recipe.Recipe;
import io.snapfleet.recipe.Setting;
import io.snapfleet.recipe.SourceRule;
import io.snapfleet.recipe.TierRecipe;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Two recipes in the shape of the shipped ones. */
public final class Recipes {
  public static final Recipe WORDPRESS =
      new Recipe(
          "wordpress",
          "1",
          "WordPress",
          Map.of(
              "admin-user", new Setting("Login name of the administrator.", "admin", "[a-z]+"),
              "admin-email", new Setting("The administrator's address.", null, "[^@ ]+@[^@ ]+"),
              "language", new Setting("The site's language.", "en_US", "[a-z]{2}_[A-Z]{2}")),
          Map.of(),
          List.of(
              tier("database", 3306, List.of("web"), List.of("/var/lib/mysql")),
              tier("web", 80, List.of("proxy"), List.of()),
              tier("proxy", 80, List.of(), List.of())),
          List.of("language"));

  public static final Recipe STATIC =
      new Recipe(
          "static",
          "1",
          "Plain files",
          Map.of(),
          Map.of(),
          List.of(
              tier("web", 80, List.of("proxy"), List.of()),
              tier("proxy", 80, List.of(), List.of())),
          List.of());

  /** Nothing without files of the user's. */
  public static final Recipe FILES =
      new Recipe(
          "files",
          "1",
          "Files",
          Map.of(),
          Map.of(),
          List.of(tier("web", 80, List.of("proxy"), List.of())),
          List.of(),
          SourceRule.REQUIRED);

  /** It brings all it needs. */
  public static final Recipe WHOLE =
      new Recipe(
          "whole",
          "1",
          "Everything",
          Map.of(),
          Map.of(),
          List.of(tier("web", 80, List.of("proxy"), List.of())),
          List.of(),
          SourceRule.NONE);

  private Recipes() {}

  static FleetFile fleetFile() {
    return new FleetFile(
        Map.of("local", ProviderCheck.of(options -> {}, false, Set.of()), "cloud", options -> {}),
        new RecipeSettings(Recipes::find, Set.of("wordpress", "static")));
  }

  private static Optional<Recipe> find(String name) {
    return List.of(WORDPRESS, STATIC, FILES, WHOLE).stream()
        .filter(recipe -> recipe.name().equals(name))
        .findFirst();
  }

  private static TierRecipe tier(
      String name, int port, List<String> reachedFrom, List<String> dataDirectories) {
    return new TierRecipe(
        name, Map.of(), port, reachedFrom, dataDirectories, List.of(), BackupRule.NONE);
  }
}
