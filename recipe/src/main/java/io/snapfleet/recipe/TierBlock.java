package io.snapfleet.recipe;

import io.snapfleet.recipe.YamlValue.Mapping;
import java.util.List;

/**
 * What a shared building block brings along besides its scripts; read from its {@code tier.yaml}.
 *
 * @param port 0 when the recipe must name it
 * @param secrets the names a recipe must declare to use the block
 */
record TierBlock(
    int port, List<String> dataDirectories, List<String> cleanUp, List<String> secrets) {
  static final TierBlock NONE = new TierBlock(0, List.of(), List.of(), List.of());

  private static final List<String> KEYS =
      List.of("port", "data-directories", "clean-up", "secrets");

  static TierBlock read(String text, String file) {
    Problems problems = new Problems(file);
    Mapping document = YamlReader.read(text, problems);
    Fields fields = new Fields("", document, problems, KEYS);
    TierBlock block =
        new TierBlock(
            fields.number("port", 1, 65535, 0),
            fields.texts("data-directories"),
            fields.texts("clean-up"),
            fields.texts("secrets"));
    problems.throwIfAny();
    return block;
  }
}
