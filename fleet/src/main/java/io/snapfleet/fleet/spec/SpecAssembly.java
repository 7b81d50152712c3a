package io.snapfleet.fleet.spec;

import io.snapfleet.fleet.model.ApplicationSpec;
import io.snapfleet.fleet.model.ApplicationSpec.SourceSpec;
import io.snapfleet.fleet.model.BackupPeriod;
import io.snapfleet.fleet.model.BackupSpec;
import io.snapfleet.fleet.model.BalancedBy;
import io.snapfleet.fleet.model.BuildMethod;
import io.snapfleet.fleet.model.Deadlines;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.ProviderSpec;
import io.snapfleet.fleet.model.SiteSpec;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.model.TierSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes records of values that passed every check. */
final class SpecAssembly {
  private static final String LATEST = "latest:";

  private final JsonNode values;
  private final Path baseDirectory;

  SpecAssembly(JsonNode values, Path baseDirectory) {
    this.values = values;
    this.baseDirectory = baseDirectory;
  }

  /**
   * @param settings those of the application, the recipe's defaults filled in
   */
  FleetSpec spec(Map<String, String> settings) {
    return new FleetSpec(
        text(values, "fleet"),
        provider(),
        application(settings),
        site(),
        tiers(),
        deadlines(),
        backup(),
        BuildMethod.of(text(values, "method")).orElseThrow());
  }

  private ProviderSpec provider() {
    Map<String, String> options = texts(values.get("provider"));
    String name = text(values.get("provider"), "name");
    options.remove("name");
    return new ProviderSpec(name, options);
  }

  private ApplicationSpec application(Map<String, String> settings) {
    JsonNode application = values.get("application");
    return new ApplicationSpec(
        recipe(text(application, "recipe"), baseDirectory),
        settings,
        source(application.get("source")));
  }

  private @Nullable SourceSpec source(@Nullable JsonNode source) {
    if (source == null) {
      return null;
    }
    JsonNode sha256 = source.get("sha256");
    return new SourceSpec(
        absolute(text(source, "path"), baseDirectory).toString(),
        sha256 == null ? null : sha256.asString().toLowerCase(Locale.ROOT));
  }

  private SiteSpec site() {
    JsonNode site = values.get("site");
    return new SiteSpec(
        text(site, "title"),
        text(site, "address"),
        site.get("port").asInt(),
        optional(site, "domain"),
        optional(site, "zone"),
        BalancedBy.of(text(site, "balancer")).orElseThrow());
  }

  private Map<TierName, TierSpec> tiers() {
    Map<TierName, TierSpec> tiers = new EnumMap<>(TierName.class);
    for (TierName name : TierName.values()) {
      JsonNode tier = values.get("tiers").get(name.text());
      if (tier != null) {
        tiers.put(name, tier(tier));
      }
    }
    return tiers;
  }

  private TierSpec tier(JsonNode tier) {
    String image = optional(tier, "image");
    return new TierSpec(
        tier.get("machines").asInt(),
        text(tier, "size"),
        Quantity.bytes(text(tier, "volume")),
        image == null ? null : image(image));
  }

  /** Of images, only those of a template named by its path have one. */
  private String image(String named) {
    String template = named.startsWith(LATEST) ? named.substring(LATEST.length()) : "";
    return template.contains("/") ? LATEST + absolute(template, baseDirectory) : named;
  }

  private Deadlines deadlines() {
    return new Deadlines(
        deadline("boot"),
        deadline("install"),
        deadline("configure"),
        deadline("healthy"),
        deadline("drain"),
        deadline("backup"));
  }

  private BackupSpec backup() {
    JsonNode backup = values.get("backup");
    Map<BackupPeriod, Integer> keep = new EnumMap<>(BackupPeriod.class);
    backup.get("keep").forEachEntry((name, value) -> keep.put(period(name), value.asInt()));
    Map<BackupPeriod, String> schedule = new EnumMap<>(BackupPeriod.class);
    texts(backup.get("schedule"))
        .forEach((name, value) -> addScheduled(schedule, period(name), value));
    return new BackupSpec(
        datastore(backup.get("datastore")),
        backup.get("assets").asBoolean(),
        freshness(backup.get("freshness")),
        keep,
        schedule);
  }

  private static BackupPeriod period(String name) {
    return BackupPeriod.of(name).orElseThrow();
  }

  private static void addScheduled(
      Map<BackupPeriod, String> schedule, BackupPeriod period, String when) {
    if (!when.equals("never")) {
      schedule.put(period, when);
    }
  }

  private @Nullable String datastore(@Nullable JsonNode datastore) {
    if (datastore == null || datastore.asString().startsWith("s3:")) {
      return datastore == null ? null : datastore.asString();
    }
    return absolute(datastore.asString(), baseDirectory).toString();
  }

  private static @Nullable Duration freshness(@Nullable JsonNode freshness) {
    return freshness == null ? null : Quantity.duration(freshness.asString());
  }

  private Duration deadline(String name) {
    return Quantity.duration(text(values.get("deadlines"), name));
  }

  /** A name as it is; a directory, which has a slash in it, as an absolute path. */
  static String recipe(String recipe, Path baseDirectory) {
    return recipe.contains("/") ? absolute(recipe, baseDirectory).toString() : recipe;
  }

  static Path absolute(String path, Path baseDirectory) {
    return baseDirectory.resolve(path).toAbsolutePath().normalize();
  }

  static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object.forEachEntry((name, value) -> texts.put(name, value.asString()));
    return texts;
  }

  private static @Nullable String optional(JsonNode object, String name) {
    JsonNode value = object.get(name);
    return value == null ? null : value.asString();
  }

  private static String text(JsonNode object, String name) {
    return object.get(name).asString();
  }
}
