package io.snapfleet.provider.api;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Labels we put on everything we make at a provider. They, not names, say whose a thing is.
 *
 * @param values keys and values of at most 63 characters from {@code [a-z0-9._-]}, in key order
 */
public record Tags(Map<String, String> values) {
  public static final String FLEET = "snapfleet-fleet";
  public static final String TIER = "snapfleet-tier";
  public static final String MACHINE = "snapfleet-machine";
  public static final String OPERATION = "snapfleet-op";
  public static final String SNAPSHOT_SET = "snapfleet-set";

  /** An image with it is the result of some steps of a build, and nobody's to use but builds'. */
  public static final String LAYER = "snapfleet-layer";

  public Tags {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  /** The selector of everything that belongs to {@code fleet}. */
  public static Tags ofFleet(String fleet) {
    return new Tags(Map.of(FLEET, fleet));
  }

  public Tags with(String key, String value) {
    Map<String, String> more = new TreeMap<>(values);
    more.put(key, value);
    return new Tags(more);
  }

  public Optional<String> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /**
   * Whether every label of {@code selector} is here with the same value. An empty selector matches
   * all.
   */
  public boolean matches(Tags selector) {
    return values.entrySet().containsAll(selector.values.entrySet());
  }
}
