package io.snapfleet.fleet.spec;

import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.TierName;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads fleet files. Touches nothing but the file, its recipe and its application source.
 * Immutable, so threads may share one.
 */
public final class FleetFile {
  private final Set<String> providers;
  private final RecipeCheck recipes;

  /**
   * @param providers the names a file may give as {@code provider.name}
   */
  public FleetFile(Set<String> providers, RecipeCheck recipes) {
    this.providers = Set.copyOf(providers);
    this.recipes = recipes;
  }

  /**
   * The fleet a file describes.
   *
   * @throws InvalidFleetFileException with everything that is wrong with it, at once
   */
  public FleetSpec read(Path file) {
    Path directory = file.toAbsolutePath().normalize().getParent();
    return read(text(file), file.toString(), directory == null ? Path.of("/") : directory);
  }

  /**
   * The fleet a text describes.
   *
   * @param name what problems call it
   * @param baseDirectory what relative paths in it are relative to
   * @throws InvalidFleetFileException with everything that is wrong with it, at once
   */
  public FleetSpec read(String text, String name, Path baseDirectory) {
    Draft draft = Draft.of(text, name);
    checkProvider(draft);
    Map<TierName, Integer> machines = machines(draft);
    TierRules.faults(machines).forEach(draft::report);
    Map<String, String> settings = checkRecipe(draft, machines, baseDirectory);
    checkSource(draft, baseDirectory);
    SiteRules.fault(draft.textAt("site", "domain"), draft.textAt("site", "zone"))
        .ifPresent(draft::report);
    return new SpecAssembly(draft.accepted(), baseDirectory).spec(settings);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw unreadable(file, "no such file", "'snapfleet init' writes a first one");
    } catch (CharacterCodingException e) {
      throw unreadable(file, "is not UTF-8 text", null);
    } catch (IOException e) {
      throw unreadable(file, "cannot be read: " + e.getMessage(), null);
    }
  }

  private static InvalidFleetFileException unreadable(
      Path file, String rule, @Nullable String suggestion) {
    return new InvalidFleetFileException(
        List.of(new SpecProblem(file.toString(), 0, 0, "", null, rule, suggestion)));
  }

  private void checkProvider(Draft draft) {
    draft
        .textAt("provider", "name")
        .filter(name -> !providers.contains(name))
        .ifPresent(
            name ->
                draft.report(
                    Fault.value(
                        List.of("provider", "name"),
                        name,
                        "unknown provider " + Quoted.of(name),
                        NearestName.hint(name, providers, "providers"))));
  }

  /** How many machines each tier has; empty when the tiers have a problem already. */
  private static Map<TierName, Integer> machines(Draft draft) {
    Map<TierName, Integer> machines = new EnumMap<>(TierName.class);
    draft
        .at("tiers")
        .ifPresent(
            tiers ->
                tiers.forEachEntry(
                    (name, tier) ->
                        machines.put(
                            TierName.of(name).orElseThrow(), tier.get("machines").asInt())));
    return machines;
  }

  /** The settings with defaults; unsound ones are not judged twice. */
  private Map<String, String> checkRecipe(
      Draft draft, Map<TierName, Integer> machines, Path baseDirectory) {
    Optional<String> recipe = draft.textAt("application", "recipe");
    Optional<JsonNode> settings = draft.at("application", "settings");
    if (recipe.isEmpty() || settings.isEmpty()) {
      return Map.of();
    }
    RecipeCheck.Verdict verdict =
        recipes.check(
            new RecipeCheck.Application(
                SpecAssembly.recipe(recipe.get(), baseDirectory),
                SpecAssembly.texts(settings.get()),
                machines,
                draft.has("application", "source")));
    verdict.faults().forEach(draft::report);
    return verdict.settings();
  }

  private static void checkSource(Draft draft, Path baseDirectory) {
    draft
        .at("application", "source")
        .map(
            source ->
                SourceFile.fault(
                    SpecAssembly.absolute(source.get("path").asString(), baseDirectory),
                    source.path("sha256").asString(null)))
        .ifPresent(fault -> fault.ifPresent(draft::report));
  }
}
