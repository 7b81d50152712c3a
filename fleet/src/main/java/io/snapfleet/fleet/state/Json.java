package io.snapfleet.fleet.state;

import io.snapfleet.fleet.model.Backup;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.ProviderSpec;
import io.snapfleet.fleet.model.SnapshotSet.TierImage;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.provider.json.RecordJson;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The values that are kept as JSON: those that are read and written whole. Keys are sorted. */
final class Json {
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
  private static final TypeReference<List<String>> LIST = new TypeReference<>() {};
  private static final TypeReference<Map<TierName, String>> TIER_TEXTS = new TypeReference<>() {};
  private static final TypeReference<Map<TierName, TierImage>> TIER_IMAGES =
      new TypeReference<>() {};

  private static final JsonMapper MAPPER =
      RecordJson.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private Json() {}

  static String write(FleetSpec spec) {
    return MAPPER.writeValueAsString(spec);
  }

  static String write(Map<?, ?> values) {
    return MAPPER.writeValueAsString(new TreeMap<>(values));
  }

  static String write(List<String> texts) {
    return MAPPER.writeValueAsString(texts);
  }

  static String write(ProviderSpec provider) {
    return MAPPER.writeValueAsString(provider);
  }

  static String write(Backup.Detail detail) {
    return MAPPER.writeValueAsString(detail);
  }

  static Backup.Detail readBackupDetail(String json) {
    return MAPPER.readValue(json, Backup.Detail.class);
  }

  static FleetSpec readSpec(String json) {
    return MAPPER.readValue(json, FleetSpec.class);
  }

  static ProviderSpec readProvider(String json) {
    return MAPPER.readValue(json, ProviderSpec.class);
  }

  static List<String> readList(String json) {
    return MAPPER.readValue(json, LIST);
  }

  static Map<String, String> readTexts(String json) {
    return MAPPER.readValue(json, TEXTS);
  }

  static Map<TierName, String> readTierTexts(String json) {
    return MAPPER.readValue(json, TIER_TEXTS);
  }

  static Map<TierName, TierImage> readTierImages(String json) {
    return MAPPER.readValue(json, TIER_IMAGES);
  }
}
