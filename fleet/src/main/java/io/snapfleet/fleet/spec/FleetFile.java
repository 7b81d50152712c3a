package io.snapfleet.fleet.spec;

import io.snapfleet.fleet.model.BalancedBy;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.provider.input.InputProblem;
import io.snapfleet.provider.input.NearestName;
import io.snapfleet.provider.input.Quoted;
import io.snapfleet.provider.input.WrongOptions;
import io.snapfleet.recipe.RecipeException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads fleet files. Touches nothing but the file, its recipe and its application source.
 * Immutable, so threads may share one.
 */
public final class FleetFile {
  private final Map<String, ProviderCheck> providers;
  private final RecipeCheck recipes;

  /**
   * @param providers the names a file may give as {@code provider.name}, with any options
   */
  public FleetFile(Set<String> providers, RecipeCheck recipes) {
    this(
        providers.stream().collect(Collectors.toMap(name -> name, name -> options -> {})), recipes);
  }

  /**
   * @param providers by the name a file may give as {@code provider.name}
   */
  public FleetFile(Map<String, ProviderCheck> providers, RecipeCheck recipes) {
    this.providers = Map.copyOf(providers);
    this.recipes = recipes;
  }

  /**
   * The fleet a file describes.
   *
   * @throws InvalidFleetFileException with everything that is wrong with it, and with its recipe,
   *     at once
   * @throws RecipeException where its recipe alone has mistakes
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
   * @throws InvalidFleetFileException with everything that is wrong with it, and with its recipe,
   *     at once
   * @throws RecipeException where its recipe alone has mistakes
   */
  public FleetSpec read(String text, String name, Path baseDirectory) {
    Draft draft = Draft.of(text, name);
    checkProvider(draft);
    BalancedBy balancer = balancer(draft);
    checkBalancer(draft, balancer);
    Map<TierName, Integer> machines = machines(draft);
    TierRules.faults(machines, balancer).forEach(draft::report);
    checkSizes(draft);
    Map<String, String> settings = checkRecipe(draft, machines, baseDirectory);
    checkSource(draft, baseDirectory);
    SiteRules.fault(draft.textAt("site", "domain"), draft.textAt("site", "zone"))
        .ifPresent(draft::report);
    return new SpecAssembly(draft.accepted(), baseDirectory).spec(settings);
  }

  /**
   * What somebody else has against a value of a sound file, at its place.
   *
   * @param key from the top of the file, such as {@code tiers.web.image}
   * @return empty where the file has no such key
   */
  public Optional<InvalidFleetFileException> refusal(
      Path file, String key, String rule, @Nullable String suggestion) {
    String[] path = key.split("\\.", -1);
    Draft draft = Draft.of(text(file), file.toString());
    return draft.has(path)
        ? Optional.of(
            draft.refused(
                new Fault(
                    List.of(path),
                    Fault.Place.VALUE,
                    draft.textAt(path).orElse(null),
                    rule,
                    suggestion)))
        : Optional.empty();
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
        List.of(new InputProblem(file.toString(), 0, 0, "", null, rule, suggestion)));
  }

  private void checkProvider(Draft draft) {
    draft
        .textAt("provider", "name")
        .map(
            name -> {
              ProviderCheck check = providers.get(name);
              return check == null ? List.of(unknown(name)) : wrongOptions(draft, check);
            })
        .ifPresent(faults -> faults.forEach(draft::report));
  }

  private void checkBalancer(Draft draft, BalancedBy balancer) {
    Optional<String> name =
        draft
            .textAt("provider", "name")
            .filter(known -> !providers.getOrDefault(known, options -> {}).hasLoadBalancers());
    if (balancer == BalancedBy.PROVIDER) {
      name.map(SiteRules::noLoadBalancers).ifPresent(draft::report);
    }
  }

  /** Where the provider's names of sizes are known without asking it. */
  private void checkSizes(Draft draft) {
    String provider = draft.textAt("provider", "name").orElse("");
    Set<String> sizes = providers.getOrDefault(provider, options -> {}).sizes();
    if (sizes.isEmpty()) {
      return;
    }
    for (TierName tier : TierName.values()) {
      draft
          .textAt("tiers", tier.text(), "size")
          .filter(size -> !sizes.contains(size))
          .ifPresent(size -> draft.report(unknownSize(provider, tier, size, sizes)));
    }
  }

  private static Fault unknownSize(String provider, TierName tier, String size, Set<String> sizes) {
    return Fault.value(
        List.of("tiers", tier.text(), "size"),
        size,
        "provider " + provider + " has no size " + Quoted.of(size),
        NearestName.hint(size, sizes, "sizes"));
  }

  private static BalancedBy balancer(Draft draft) {
    return draft.textAt("site", "balancer").flatMap(BalancedBy::of).orElse(BalancedBy.MACHINES);
  }

  private Fault unknown(String name) {
    return Fault.value(
        List.of("provider", "name"),
        name,
        "unknown provider " + Quoted.of(name),
        NearestName.hint(name, providers.keySet(), "providers"));
  }

  private static List<Fault> wrongOptions(Draft draft, ProviderCheck check) {
    Map<String, String> options =
        new TreeMap<>(draft.at("provider").map(SpecAssembly::texts).orElse(Map.of()));
    options.remove("name");
    try {
      check.check(options);
      return List.of();
    } catch (WrongOptions wrong) {
      return wrong.faults().stream().map(fault -> wrongOption(options.keySet(), fault)).toList();
    } catch (IllegalArgumentException wrong) {
      return List.of(wrongOption(options.keySet(), String.valueOf(wrong.getMessage())));
    }
  }

  private static Fault wrongOption(Set<String> options, String sentence) {
    List<String> path =
        options.stream()
            .filter(option -> placeIn(sentence, option) >= 0)
            .min(Comparator.comparingInt(option -> placeIn(sentence, option)))
            .map(option -> List.of("provider", option))
            .orElse(List.of("provider", "name"));
    return new Fault(path, Fault.Place.KEY, null, sentence, null);
  }

  /** Where the sentence first names the option, as a word of its own; -1 where it does not. */
  private static int placeIn(String sentence, String option) {
    Matcher named =
        Pattern.compile("(?<![\\w-])" + Pattern.quote(option) + "(?![\\w-])").matcher(sentence);
    return named.find() ? named.start() : -1;
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
    try {
      RecipeCheck.Verdict verdict =
          recipes.check(
              new RecipeCheck.Application(
                  SpecAssembly.recipe(recipe.get(), baseDirectory),
                  SpecAssembly.texts(settings.get()),
                  machines,
                  draft.has("application", "source")));
      verdict.faults().forEach(draft::report);
      return verdict.settings();
    } catch (RecipeException unsound) {
      draft.report(unsound);
      return Map.of();
    }
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
