package io.snapfleet.fleet.spec;

import io.snapfleet.fleet.model.TierName;
import io.snapfleet.provider.input.NearestName;
import io.snapfleet.provider.input.Quoted;
import io.snapfleet.recipe.Recipe;
import io.snapfleet.recipe.Setting;
import io.snapfleet.recipe.SourceRule;
import io.snapfleet.recipe.TierRecipe;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Checks settings and tiers against the {@link Recipe} they are for. */
public final class RecipeSettings implements RecipeCheck {
  private static final List<String> RECIPE = List.of("application", "recipe");
  private static final List<String> SOURCE = List.of("application", "source");

  private final Function<String, Optional<Recipe>> find;
  private final Set<String> shipped;

  /**
   * @param find a recipe by its name or its directory's absolute path; empty where there is none
   * @param shipped names to suggest for one that is unknown
   */
  public RecipeSettings(Function<String, Optional<Recipe>> find, Set<String> shipped) {
    this.find = find;
    this.shipped = Set.copyOf(shipped);
  }

  @Override
  public Verdict check(Application application) {
    return find.apply(application.recipe())
        .map(recipe -> check(application, recipe))
        .orElseGet(
            () -> new Verdict(application.settings(), List.of(unknown(application.recipe()))));
  }

  private Fault unknown(String recipe) {
    return recipe.startsWith("/")
        ? Fault.value(RECIPE, recipe, "no recipe in " + recipe, "put a recipe.yaml there")
        : Fault.value(
            RECIPE,
            recipe,
            "unknown recipe " + Quoted.of(recipe),
            NearestName.hint(recipe, shipped, "recipes"));
  }

  private static Verdict check(Application application, Recipe recipe) {
    List<Fault> faults = new ArrayList<>();
    faults.addAll(unknownSettings(application, recipe));
    faults.addAll(missingSettings(application, recipe));
    faults.addAll(unmatchedSettings(application, recipe));
    faults.addAll(unusedTiers(application, recipe));
    faults.addAll(neededTiers(application, recipe));
    source(application, recipe).ifPresent(faults::add);
    return new Verdict(withDefaults(application, recipe), faults);
  }

  private static List<Fault> unknownSettings(Application application, Recipe recipe) {
    Set<String> known = recipe.settings().keySet();
    return application.settings().keySet().stream()
        .filter(name -> !known.contains(name))
        .map(
            name ->
                Fault.unknown(
                    setting(name),
                    "recipe " + recipe.name() + " has no setting " + Quoted.of(name),
                    known,
                    "settings"))
        .toList();
  }

  private static List<Fault> missingSettings(Application application, Recipe recipe) {
    return new TreeMap<>(recipe.settings())
        .entrySet().stream()
            .filter(entry -> entry.getValue().byDefault() == null)
            .filter(entry -> !application.settings().containsKey(entry.getKey()))
            .map(entry -> missing(entry.getKey(), entry.getValue(), recipe))
            .toList();
  }

  private static Fault missing(String name, Setting setting, Recipe recipe) {
    return Fault.missing(
        setting(name),
        "recipe " + recipe.name() + " requires the setting '" + name + "'",
        meaning(setting));
  }

  private static String meaning(Setting setting) {
    return "it means: " + setting.description().lines().findFirst().orElse("");
  }

  private static List<Fault> unmatchedSettings(Application application, Recipe recipe) {
    List<Fault> faults = new ArrayList<>();
    application
        .settings()
        .forEach(
            (name, value) -> {
              Setting setting = recipe.settings().get(name);
              String pattern = setting == null ? null : setting.pattern();
              if (setting != null && pattern != null && !value.matches(pattern)) {
                faults.add(unmatched(name, value, setting, pattern));
              }
            });
    return faults;
  }

  private static Fault unmatched(String name, String value, Setting setting, String pattern) {
    return Fault.value(
        setting(name),
        value,
        "must match " + pattern + ", not " + Quoted.of(value),
        meaning(setting));
  }

  private static List<Fault> unusedTiers(Application application, Recipe recipe) {
    return application.machines().entrySet().stream()
        .filter(tier -> tier.getValue() > 0)
        .filter(tier -> recipe.tiers().stream().noneMatch(known -> is(known, tier.getKey())))
        .map(
            tier ->
                Fault.unknown(
                    List.of("tiers", tier.getKey().text()),
                    "recipe " + recipe.name() + " has no tier '" + tier.getKey().text() + "'",
                    recipe.tiers().stream().map(TierRecipe::tier).toList(),
                    "tiers"))
        .toList();
  }

  /**
   * A tier that may connect to another one does so: it is of no use alone. That a proxy needs a web
   * machine holds for every recipe and is left to {@link TierRules}.
   */
  private static List<Fault> neededTiers(Application application, Recipe recipe) {
    List<Fault> faults = new ArrayList<>();
    for (TierRecipe needed : recipe.tiers()) {
      for (String user : needed.reachedFrom()) {
        if (!user.equals(TierName.PROXY.text())
            && runs(application, user)
            && !runs(application, needed.tier())) {
          faults.add(
              Fault.missing(
                  List.of("tiers", needed.tier()),
                  "recipe %s needs a %s machine for its %s machines"
                      .formatted(recipe.name(), needed.tier(), user),
                  "add 'machines: 1' to tiers." + needed.tier()));
        }
      }
    }
    return faults;
  }

  private static Optional<Fault> source(Application application, Recipe recipe) {
    if (recipe.source() == SourceRule.REQUIRED && !application.hasSource()) {
      return Optional.of(
          Fault.missing(
              SOURCE,
              "recipe " + recipe.name() + " requires the application's own files",
              "add 'source: {path: ./DIRECTORY}' to application"));
    }
    if (recipe.source() == SourceRule.NONE && application.hasSource()) {
      return Optional.of(
          Fault.missing(SOURCE, "recipe " + recipe.name() + " takes no source", "remove it"));
    }
    return Optional.empty();
  }

  private static boolean runs(Application application, String tier) {
    return TierName.of(tier).map(name -> application.machines().getOrDefault(name, 0)).orElse(0)
        > 0;
  }

  private static boolean is(TierRecipe recipe, TierName tier) {
    return recipe.tier().equals(tier.text());
  }

  private static Map<String, String> withDefaults(Application application, Recipe recipe) {
    Map<String, String> settings = new HashMap<>();
    recipe
        .settings()
        .forEach(
            (name, setting) -> {
              String byDefault = setting.byDefault();
              if (byDefault != null) {
                settings.put(name, byDefault);
              }
            });
    settings.putAll(application.settings());
    return settings;
  }

  private static List<String> setting(String name) {
    return List.of("application", "settings", name);
  }
}
