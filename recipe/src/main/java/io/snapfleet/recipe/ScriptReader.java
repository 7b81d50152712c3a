package io.snapfleet.recipe;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the scripts of a tier from the recipe's own directory or from a shipped building block. */
final class ScriptReader {
  /** Starts the name of a building block. */
  static final String SHIPPED = "shipped:";

  private static final List<String> BLOCKS = List.of("haproxy", "mariadb");
  private static final List<Stage> ALWAYS =
      List.of(Stage.INSTALL, Stage.CONFIGURE, Stage.START, Stage.CHECK);

  /** Who has the one needs the other. */
  private static final Map<Stage, Stage> PARTNERS =
      Map.of(
          Stage.QUIESCE, Stage.RESUME,
          Stage.RESUME, Stage.QUIESCE,
          Stage.BACKENDS, Stage.DRAIN,
          Stage.DRAIN, Stage.BACKENDS,
          Stage.DUMP, Stage.LOAD,
          Stage.LOAD, Stage.DUMP);

  private final RecipeFiles files;

  ScriptReader(RecipeFiles files) {
    this.files = files;
  }

  /** What a building block says of itself; nothing for a directory of the recipe's own. */
  TierBlock block(String place, Fields tier) {
    if (!place.startsWith(SHIPPED)) {
      return TierBlock.NONE;
    }
    String block = place.substring(SHIPPED.length());
    if (!BLOCKS.contains(block)) {
      tier.refuse("scripts", "names no building block of ours", NearestName.fix(block, BLOCKS));
      return TierBlock.NONE;
    }
    String file = "shipped/" + block + "/tier.yaml";
    return ResourceFiles.SHIPPED
        .read(file)
        .map(text -> TierBlock.read(text, ResourceFiles.SHIPPED.describe(file)))
        .orElse(TierBlock.NONE);
  }

  /** The text of every script there is, what all scripts share put before it. */
  Map<Stage, String> read(String place, Fields tier) {
    if (place.startsWith(SHIPPED)) {
      String block = place.substring(SHIPPED.length());
      return BLOCKS.contains(block) ? texts(ResourceFiles.SHIPPED, "shipped/" + block) : Map.of();
    }
    if (!place.matches("[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*")) {
      tier.refuse("scripts", "is " + place, "name a directory inside the recipe's");
      return Map.of();
    }
    Map<Stage, String> texts = texts(files, place);
    checkComplete(texts, place, tier);
    checkNames(place, tier);
    return texts;
  }

  private static Map<Stage, String> texts(RecipeFiles from, String directory) {
    String prelude = ResourceFiles.SHIPPED.read("prelude.sh").orElseThrow();
    Map<Stage, String> texts = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      Optional<String> script = from.read(file(directory, stage));
      script.ifPresent(text -> texts.put(stage, prelude + "\n" + text));
    }
    return texts;
  }

  private void checkComplete(Map<Stage, String> texts, String directory, Fields tier) {
    for (Stage stage : Stage.values()) {
      Stage partner = PARTNERS.get(stage);
      boolean needed = ALWAYS.contains(stage) || (partner != null && texts.containsKey(partner));
      if (needed && !texts.containsKey(stage)) {
        tier.refuse(
            "scripts",
            "has no " + stage.fileName() + ".sh",
            "write " + files.describe(file(directory, stage)));
      }
    }
  }

  private void checkNames(String directory, Fields tier) {
    List<String> known =
        Arrays.stream(Stage.values()).map(stage -> stage.fileName() + ".sh").toList();
    files.list(directory).stream()
        .filter(name -> name.endsWith(".sh") && !known.contains(name))
        .forEach(
            name ->
                tier.refuse(
                    "scripts",
                    "has a script that no stage runs, " + name,
                    NearestName.fix(name, known)));
  }

  private static String file(String directory, Stage stage) {
    return directory + "/" + stage.fileName() + ".sh";
  }
}
