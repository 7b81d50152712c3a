package io.snapfleet.fleet.spec;

import io.snapfleet.fleet.model.TierName;
import io.snapfleet.provider.input.Quoted;
import io.snapfleet.recipe.Recipe;
import io.snapfleet.recipe.Setting;
import io.snapfleet.recipe.TierRecipe;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fleet file that {@code snapfleet init} writes: commented, and valid if its values are.
 *
 * @param options the provider's own
 * @param settings the values of at least those settings that the recipe has no default for
 * @param port 0 for any free one
 * @param source path of the application's own files; null where there are none
 */
public record FleetTemplate(
    String fleet,
    String title,
    String provider,
    Map<String, String> options,
    Map<String, String> settings,
    int port,
    @Nullable String source) {
  public FleetTemplate {
    Objects.requireNonNull(fleet, "fleet");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(provider, "provider");
    options = Map.copyOf(options);
    settings = Map.copyOf(settings);
  }

  public FleetTemplate(
      String fleet, String title, String provider, Map<String, String> settings, int port) {
    this(fleet, title, provider, Map.of(), settings, port, null);
  }

  /** The file for a shipped recipe, with all of its tiers and settings. */
  public String commented(Recipe recipe) {
    Map<String, String> values =
        Map.of(
            "${fleet}", quoted(fleet),
            "${provider}", providerLines(),
            "${recipe}", quoted(recipe.name()),
            "${settings}", settings(recipe),
            "${title}", quoted(title),
            "${port}", String.valueOf(port),
            "${tiers}", tiers(recipe));
    return Resource.text("fleet.template.yaml")
        .lines()
        .map(line -> filled(line, values))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** At most one place in a line, so that a value that looks like a place is left alone. */
  private static String filled(String line, Map<String, String> values) {
    return values.entrySet().stream()
        .filter(value -> line.contains(value.getKey()))
        .findFirst()
        .map(value -> line.replace(value.getKey(), value.getValue()))
        .orElse(line);
  }

  private String providerLines() {
    return quoted(provider)
        + new TreeMap<>(options)
            .entrySet().stream()
                .map(option -> "\n  %s: %s".formatted(option.getKey(), quoted(option.getValue())))
                .collect(Collectors.joining());
  }

  private String settings(Recipe recipe) {
    return given(recipe)
        + (source == null
            ? ""
            : "  # The application's own files.\n  source: {path: %s}\n".formatted(quoted(source)));
  }

  private String given(Recipe recipe) {
    String lines =
        new TreeMap<>(recipe.settings())
            .entrySet().stream()
                .map(entry -> setting(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining());
    return settings.isEmpty() ? "  settings: {}\n" + lines : "  settings:\n" + lines;
  }

  /** A setting that keeps its default is shown as a comment. */
  private String setting(String name, Setting setting) {
    String given = settings.get(name);
    String byDefault = setting.byDefault();
    String line =
        given != null
            ? quoted(name) + ": " + quoted(given)
            : "# " + quoted(name) + ": " + quoted(byDefault == null ? "" : byDefault);
    return "    # %s\n    %s\n".formatted(Quoted.plain(setting.description()), line);
  }

  private static String tiers(Recipe recipe) {
    return recipe.tiers().stream()
        .flatMap(tier -> TierName.of(tier.tier()).map(name -> tier(name, tier)).stream())
        .collect(Collectors.joining());
  }

  private static String tier(TierName name, TierRecipe recipe) {
    String volume = recipe.dataDirectories().isEmpty() ? "" : "    volume: 10GB\n";
    return "  %s:\n    machines: %d\n    size: small\n%s"
        .formatted(name.text(), count(name), volume);
  }

  private static int count(TierName tier) {
    return tier == TierName.WEB ? 2 : 1;
  }

  /** Plain where YAML reads that as the same text, else as a JSON string, which is YAML too. */
  private static String quoted(String text) {
    boolean plain = text.matches("[A-Za-z][A-Za-z0-9 @._/-]*[A-Za-z0-9]|[A-Za-z]");
    boolean word = text.matches("(?i)true|false|null|yes|no|on|off|y|n");
    return plain && !word ? text : JsonMapper.shared().writeValueAsString(text);
  }
}
