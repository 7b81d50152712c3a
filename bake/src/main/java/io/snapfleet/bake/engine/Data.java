package io.snapfleet.bake.engine;

import java.util.Map;

/** What the dot stands for as a template begins. Immutable. */
public final class Data {
  private static final Data NONE = new Data(NoValue.INSTANCE);

  private final Object dot;

  private Data(Object dot) {
    this.dot = dot;
  }

  /** No field at all: each prints {@code <no value>}. */
  public static Data none() {
    return NONE;
  }

  /**
   * @param fields by name; values are texts, numbers ({@code Long}), truths, or maps of such
   */
  public static Data of(Map<String, ?> fields) {
    return new Data(Map.copyOf(fields));
  }

  Object dot() {
    return dot;
  }
}
