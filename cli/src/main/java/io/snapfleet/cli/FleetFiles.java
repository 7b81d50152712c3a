package io.snapfleet.cli;

import io.snapfleet.digitalocean.DigitalOceanProvider;
import io.snapfleet.digitalocean.DigitalOceanSettings;
import io.snapfleet.fleet.spec.FleetFile;
import io.snapfleet.fleet.spec.ProviderCheck;
import io.snapfleet.fleet.spec.RecipeSettings;
import io.snapfleet.local.LocalProvider;
import io.snapfleet.local.LocalSettings;
import io.snapfleet.provider.api.Capability;
import io.snapfleet.recipe.Recipe;
import io.snapfleet.recipe.RecipeCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads fleet files for the providers and recipes of this product. */
final class FleetFiles {
  private static final Map<String, ProviderCheck> PROVIDERS =
      Map.of(
          "local",
          ProviderCheck.of(
              LocalSettings::of, balances(LocalProvider.CAPABILITIES), LocalProvider.SIZES),
          "digitalocean",
          ProviderCheck.of(
              DigitalOceanSettings::of, balances(DigitalOceanProvider.CAPABILITIES), Set.of()));

  private final RecipeCatalog recipes;

  FleetFiles(RecipeCatalog recipes) {
    this.recipes = recipes;
  }

  private static boolean balances(Set<Capability> capabilities) {
    return capabilities.contains(Capability.LOAD_BALANCERS);
  }

  FleetFile reader() {
    Set<String> shipped = recipes.shipped().stream().map(Recipe::name).collect(Collectors.toSet());
    return new FleetFile(PROVIDERS, new RecipeSettings(name -> find(name, shipped), shipped));
  }

  /** A recipe that is there but unsound is an error of its own, not a missing one. */
  private Optional<Recipe> find(String name, Set<String> shipped) {
    boolean there = shipped.contains(name) || Files.exists(Path.of(name, "recipe.yaml"));
    return there ? Optional.of(recipes.find(name)) : Optional.empty();
  }
}
