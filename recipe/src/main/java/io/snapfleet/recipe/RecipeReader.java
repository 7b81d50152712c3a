package io.snapfleet.recipe;

import io.snapfleet.recipe.YamlValue.Mapping;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads {@code recipe.yaml} and the scripts it names. */
final class RecipeReader {
  static final String FILE = "recipe.yaml";

  private static final List<String> KEYS =
      List.of("name", "version", "summary", "settings", "secrets", "tiers", "frozen", "source");
  private static final String NAME = "[a-z]([a-z0-9-]{0,28}[a-z0-9])?";
  private static final String NAME_FIX =
      "use lower-case letters, digits and dashes, at most 30, starting with a letter";

  private final RecipeFiles files;
  private final Problems problems;

  RecipeReader(RecipeFiles files) {
    this.files = files;
    this.problems = new Problems(files.describe(FILE));
  }

  Recipe read() {
    Fields fields = new Fields("", YamlReader.read(text(), problems), problems, KEYS);
    Map<String, Setting> settings = fields.each("settings", this::setting);
    Map<String, SecretRule> secrets = fields.each("secrets", this::secret);
    settings.keySet().forEach(name -> checkName(fields, "settings", name));
    secrets.keySet().forEach(name -> checkName(fields, "secrets", name));
    Recipe recipe =
        new Recipe(
            name(fields),
            fields.required("version", "write version: \"1\""),
            fields.required("summary", "write one line on what the recipe installs"),
            settings,
            secrets,
            new TierReader(files, problems, secrets.keySet()).read(fields),
            frozen(fields, settings.keySet()),
            source(fields));
    problems.throwIfAny();
    return recipe;
  }

  private static String name(Fields fields) {
    String name = fields.required("name", "write name: NAME");
    if (!name.isEmpty()) {
      checkName(fields, "name", name);
    }
    return name;
  }

  private static SourceRule source(Fields fields) {
    String written = fields.text("source").orElse(SourceRule.OPTIONAL.text());
    return SourceRule.of(written)
        .orElseGet(
            () -> {
              fields.refuse("source", "is " + written, "write required, optional or none");
              return SourceRule.OPTIONAL;
            });
  }

  private static List<String> frozen(Fields fields, Collection<String> settings) {
    List<String> frozen = fields.texts("frozen");
    for (String name : frozen) {
      if (!settings.contains(name)) {
        fields.refuse(
            "frozen", "names the unknown setting " + name, NearestName.fix(name, settings));
      }
    }
    return frozen;
  }

  private String text() {
    return files
        .read(FILE)
        .orElseThrow(
            () ->
                new RecipeException(
                    List.of(
                        new RecipeProblem(
                            files.describe(FILE),
                            0,
                            "there is no such file",
                            "a recipe is a directory with a " + FILE + " in it"))));
  }

  private Setting setting(String name, Mapping mapping) {
    String path = "settings." + name;
    Fields fields =
        new Fields(path, mapping, problems, List.of("description", "default", "pattern"));
    String description = fields.required("description", "say in a sentence what it does");
    String byDefault = fields.text("default").orElse(null);
    String pattern = fields.text("pattern").orElse(null);
    if (pattern != null && !isPattern(pattern)) {
      fields.refuse("pattern", "is no regular expression", "see java.util.regex.Pattern");
    } else if (pattern != null && byDefault != null && !byDefault.matches(pattern)) {
      fields.refuse("default", "does not match the pattern " + pattern, "change one of them");
    }
    return new Setting(description, byDefault, pattern);
  }

  private SecretRule secret(String name, Mapping mapping) {
    Fields fields = new Fields("secrets." + name, mapping, problems, List.of("length", "rotate"));
    return new SecretRule(fields.number("length", 16, 128, 32), fields.flag("rotate", true));
  }

  private static void checkName(Fields fields, String key, String name) {
    if (!name.matches(NAME)) {
      fields.refuse(key, "holds the name " + name, NAME_FIX);
    }
  }

  private static boolean isPattern(String text) {
    try {
      Pattern.compile(text);
      return true;
    } catch (PatternSyntaxException refused) {
      return false;
    }
  }
}
