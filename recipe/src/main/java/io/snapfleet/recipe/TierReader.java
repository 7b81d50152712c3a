package io.snapfleet.recipe;

import io.snapfleet.recipe.YamlValue.Mapping;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Reads the tiers of a recipe, each with its scripts. */
final class TierReader {
  /** In the order they start. */
  private static final List<String> TIERS = List.of("database", "web", "proxy");

  private static final List<String> KEYS =
      List.of("scripts", "port", "reached-from", "data-directories", "clean-up", "backup");

  private final Problems problems;
  private final Collection<String> secrets;
  private final ScriptReader scripts;

  TierReader(RecipeFiles files, Problems problems, Collection<String> secrets) {
    this.problems = problems;
    this.secrets = secrets;
    this.scripts = new ScriptReader(files);
  }

  List<TierRecipe> read(Fields recipe) {
    Map<String, TierRecipe> tiers = recipe.each("tiers", this::tier);
    if (tiers.isEmpty()) {
      recipe.refuse("tiers", "holds no tier", "describe at least the tier web");
    }
    for (String tier : tiers.keySet()) {
      if (!TIERS.contains(tier)) {
        recipe.refuse("tiers", "holds the unknown tier " + tier, NearestName.fix(tier, TIERS));
      }
    }
    return TIERS.stream().filter(tiers::containsKey).map(tiers::get).toList();
  }

  private TierRecipe tier(String tier, Mapping mapping) {
    Fields fields = new Fields("tiers." + tier, mapping, problems, KEYS);
    String place = fields.required("scripts", "name a directory of the recipe, or shipped:NAME");
    TierBlock block = place.isEmpty() ? TierBlock.NONE : scripts.block(place, fields);
    Map<Stage, String> texts = place.isEmpty() ? Map.of() : scripts.read(place, fields);
    checkSecrets(fields, place, block);
    int port = fields.number("port", 1, 65535, block.port());
    if (port == 0 && !fields.has("port") && !place.startsWith(ScriptReader.SHIPPED)) {
      fields.refuse("port", "is missing", "name the TCP port the tier serves");
    }
    List<String> reachedFrom = fields.texts("reached-from");
    for (String other : reachedFrom) {
      if (!TIERS.contains(other)) {
        fields.refuse("reached-from", "names the tier " + other, NearestName.fix(other, TIERS));
      }
    }
    return new TierRecipe(
        tier,
        texts,
        port,
        reachedFrom,
        paths(
            fields,
            "data-directories",
            block.dataDirectories(),
            Paths::isDirectory,
            "write an absolute path"),
        paths(
            fields,
            "clean-up",
            block.cleanUp(),
            Paths::isPattern,
            "write an absolute path, with * in its last segment only"),
        BackupReader.read(fields));
  }

  private void checkSecrets(Fields fields, String place, TierBlock block) {
    block.secrets().stream()
        .filter(secret -> !secrets.contains(secret))
        .forEach(
            secret ->
                fields.refuse(
                    "scripts",
                    "is " + place + ", which needs the secret " + secret,
                    "add " + secret + ": {} under secrets"));
  }

  private static List<String> paths(
      Fields fields, String key, List<String> given, Predicate<String> isSound, String fix) {
    List<String> all = new ArrayList<>(given);
    for (String path : fields.texts(key)) {
      if (isSound.test(path)) {
        all.add(path);
      } else {
        fields.refuse(key, "holds " + path, fix);
      }
    }
    return all.stream().distinct().toList();
  }
}
