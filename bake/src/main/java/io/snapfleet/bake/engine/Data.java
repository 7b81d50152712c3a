package io.snapfleet.bake.engine;

import java.util.Map;

/**
 * What fields stand for.
 *
 * @param fields by name; values are texts, numbers ({@code Long}), truths, or maps of such
 * @param late whether an action that is nothing but a field, as in {@code {{ .Path }}}, is left as
 *     it is written, for a later rendering
 */
public record Data(Map<String, ?> fields, boolean late) {
  public Data {
    fields = Map.copyOf(fields);
  }

  /** No field at all: each prints {@code <no value>}. */
  public static Data none() {
    return new Data(Map.of(), false);
  }

  public static Data of(Map<String, ?> fields) {
    return new Data(fields, false);
  }

  /** Nothing is known yet. */
  public static Data later() {
    return new Data(Map.of(), true);
  }
}
