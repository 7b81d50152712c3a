package io.snapfleet.fleet.spec;

import io.snapfleet.fleet.model.FleetSpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** A {@link FleetSpec} as JSON text, for the store. One spec always gives the same text. */
public final class FleetSpecJson {
  /** Strict, so that text of a later version is refused instead of silently losing keys. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .enable(
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private FleetSpecJson() {}

  public static String write(FleetSpec spec) {
    return MAPPER.writeValueAsString(spec);
  }

  /**
   * The spec that {@link #write} made this text of.
   *
   * @throws IllegalArgumentException if it is not such text
   */
  public static FleetSpec read(String json) {
    try {
      return MAPPER.readValue(json, FleetSpec.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "the stored fleet is damaged or was written by another version of Snapfleet: "
              + e.getOriginalMessage(),
          e);
    }
  }
}
