package io.snapfleet.fleet.operate;

import io.snapfleet.recipe.BackupRule;
import io.snapfleet.recipe.Recipe;
import io.snapfleet.recipe.SecretRule;
import io.snapfleet.recipe.Stage;
import io.snapfleet.recipe.TierRecipe;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An application whose scripts are the names of their stages; {@link TinyMachine} runs them. */
final class TinyRecipe {
  static final String DATA = "/var/lib/db";

  /** What a web machine has of the application's own. */
  static final String SITE = "/srv/site";

  private static final BackupRule FILES =
      new BackupRule(
          List.of(SITE),
          List.of("/srv/extra"),
          List.of(SITE + "/cache/", SITE + "/*.tmp"),
          List.of(SITE + "/uploads"));

  /** What its images are without, beside what no image has. */
  static final List<String> CLEAN_UP = List.of("/run/", "/etc/app.conf", "/etc/backends");

  static final Recipe RECIPE =
      new Recipe(
          "tiny",
          "1",
          "A page out of a database",
          Map.of(),
          Map.of("database-password", new SecretRule(16, true), "salt", new SecretRule(16, false)),
          List.of(
              tier("database", 3306, "web", List.of(DATA)),
              tier("web", 80, "proxy", List.of()),
              tier("proxy", 80, null, List.of())),
          List.of("language"));

  private TinyRecipe() {}

  private static TierRecipe tier(
      String name,
      int port,
      @org.jspecify.annotations.Nullable String reachedFrom,
      List<String> dataDirectories) {
    return new TierRecipe(
        name,
        scripts(name),
        port,
        reachedFrom == null ? List.of() : List.of(reachedFrom),
        dataDirectories,
        CLEAN_UP,
        name.equals("web") ? FILES : BackupRule.NONE);
  }

  private static Map<Stage, String> scripts(String tier) {
    return Arrays.stream(Stage.values())
        .filter(stage -> stage != Stage.DUMP && stage != Stage.LOAD || tier.equals("database"))
        .collect(Collectors.toMap(Function.identity(), Stage::fileName));
  }
}
