package io.snapfleet.fleet.plan;

import io.snapfleet.fleet.model.ApplicationSpec.SourceSpec;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.recipe.Recipe;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is fixed in images when they are taken, and how that differs from what is wanted later. */
public final class FrozenSettings {
  private static final String RECIPE = "application.recipe";
  private static final String SOURCE = "application.source";

  /** The fingerprint of the source directory whose files are in the images; no key of the file. */
  private static final String FILES = "application.source.files";

  static final String SETTING = "application.settings.";
  private static final List<String> SIZES = List.of("small", "medium", "large");

  private FrozenSettings() {}

  /**
   * What a snapshot set of this fleet records: recipe, source, the settings that the recipe says
   * are frozen, and the size of each tier that has machines; by path in the fleet file.
   */
  public static Map<String, String> of(FleetSpec spec, Recipe recipe) {
    Map<String, String> frozen = new TreeMap<>();
    frozen.put(RECIPE, recipe.name());
    frozen.put(SOURCE, source(spec.application().source()));
    for (String name : recipe.frozen()) {
      frozen.put(SETTING + name, spec.application().settings().getOrDefault(name, ""));
    }
    spec.tiers()
        .forEach(
            (name, tier) -> {
              if (tier.machines() > 0) {
                frozen.put(size(name), tier.size());
              }
            });
    return frozen;
  }

  /**
   * The same, and which files of a source directory the images hold.
   *
   * @param files the fingerprint of these; null where it is not known, or there are none
   */
  public static Map<String, String> of(FleetSpec spec, Recipe recipe, @Nullable String files) {
    Map<String, String> frozen = new TreeMap<>(of(spec, recipe));
    if (files != null) {
      frozen.put(FILES, files);
    }
    return frozen;
  }

  /**
   * The same of machines that may be otherwise than the spec wants them.
   *
   * @param sizes the machines', by tier
   * @param madeOf the set whose images they were made of; null where they were installed
   */
  public static Map<String, String> ofMachines(
      FleetSpec spec,
      Recipe recipe,
      @Nullable String files,
      Map<TierName, String> sizes,
      @Nullable SnapshotSet madeOf) {
    Map<String, String> frozen = new TreeMap<>(of(spec, recipe, files));
    if (madeOf != null) {
      madeOf.frozen().entrySet().stream()
          .filter(entry -> isSoftware(entry.getKey()) && !entry.getKey().equals(FILES))
          .forEach(entry -> frozen.replace(entry.getKey(), entry.getValue()));
    }
    sizes.forEach((tier, size) -> frozen.replace(size(tier), size));
    return frozen;
  }

  /** The name of the recipe that made a set's images. */
  public static String recipe(SnapshotSet set) {
    return set.frozen().getOrDefault(RECIPE, "");
  }

  /** The fingerprint of the source directory whose files are in a set's images, where known. */
  public static @Nullable String files(SnapshotSet set) {
    return set.frozen().get(FILES);
  }

  /**
   * How the files in a set's images differ from those of the source directory now. Nothing where
   * either is not known, or where it is another directory, which {@link #differences} tell.
   */
  public static Optional<FrozenDifference> otherFiles(
      SnapshotSet set, FleetSpec wanted, @Nullable String now) {
    String path = source(wanted.application().source());
    String then = files(set);
    if (now == null || then == null || then.equals(now) || !path.equals(set.frozen().get(SOURCE))) {
      return Optional.empty();
    }
    return Optional.of(
        new FrozenDifference(
            SOURCE,
            path + " with files " + shortened(then),
            path + " with files " + shortened(now),
            true,
            "they were fixed in the images when they were taken"));
  }

  private static String shortened(String fingerprint) {
    return fingerprint.substring(0, Math.min(8, fingerprint.length()));
  }

  /** Of these what is installed on a machine. */
  static Map<String, String> ofSoftware(FleetSpec spec, Recipe recipe) {
    Map<String, String> software = new TreeMap<>(of(spec, recipe));
    software.keySet().removeIf(name -> !isSoftware(name));
    return software;
  }

  private static boolean isSoftware(String name) {
    return !name.equals(RECIPE) && !isSize(name);
  }

  private static String size(TierName tier) {
    return "tiers." + tier.text() + ".size";
  }

  private static boolean isSize(String name) {
    return name.startsWith("tiers.");
  }

  /** A directory has no checksum; its path stands for it. */
  private static String source(@Nullable SourceSpec source) {
    return source == null ? "" : Optional.ofNullable(source.sha256()).orElse(source.path());
  }

  /** In name order; empty when the set gives what is wanted. */
  public static List<FrozenDifference> differences(
      SnapshotSet set, FleetSpec wanted, Recipe recipe) {
    return differences(set, wanted, recipe, wanted.tiers().keySet());
  }

  /** The same, where only these tiers' machines are made of the set. */
  public static List<FrozenDifference> differences(
      SnapshotSet set, FleetSpec wanted, Recipe recipe, Set<TierName> tiers) {
    Set<String> sizes = tiers.stream().map(FrozenSettings::size).collect(Collectors.toSet());
    Stream<FrozenDifference> settings =
        of(wanted, recipe).entrySet().stream()
            .filter(entry -> !isSize(entry.getKey()) || sizes.contains(entry.getKey()))
            .flatMap(
                entry ->
                    difference(
                        entry.getKey(),
                        set.frozen().getOrDefault(entry.getKey(), ""),
                        entry.getValue())
                        .stream());
    return Stream.concat(settings, version(set, recipe).stream()).toList();
  }

  private static Optional<FrozenDifference> difference(String name, String inSet, String wanted) {
    if (inSet.equals(wanted)) {
      return Optional.empty();
    }
    return Optional.of(
        isSize(name)
            ? size(name, inSet, wanted)
            : new FrozenDifference(
                name, inSet, wanted, true, "it was fixed in the images when they were taken"));
  }

  private static FrozenDifference size(String name, String inSet, String wanted) {
    if (inSet.isEmpty()) {
      return new FrozenDifference(name, inSet, wanted, true, "the set has no image of this tier");
    }
    int from = SIZES.indexOf(inSet);
    boolean larger = from >= 0 && SIZES.indexOf(wanted) > from;
    return new FrozenDifference(
        name,
        inSet,
        wanted,
        !larger,
        larger
            ? "a larger size works where the provider can grow the image's disk"
            : "the images may not fit; take a new set at the size you want");
  }

  private static Optional<FrozenDifference> version(SnapshotSet set, Recipe recipe) {
    return set.recipeVersion().equals(recipe.version())
        ? Optional.empty()
        : Optional.of(
            new FrozenDifference(
                "recipe.version",
                set.recipeVersion(),
                recipe.version(),
                false,
                "the images were installed by the set's version; today's scripts run on them"));
  }
}
