package io.snapfleet.bake.component;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A kind of builder, provisioner or post-processor.
 *
 * @param refusal why nothing can be built with it, as a clause; null where it can
 * @param keys by name, in the order of {@code components.json}
 * @param exactlyOne groups of keys of which one must be given, and only one
 * @param atLeastOne groups of keys of which one must be given
 * @param atMostOne groups of keys of which at most one may be given
 * @param knows what a running build of this builder knows of itself, besides what every build does
 * @param names which cleaning of names the templates of this builder may call; null where none
 */
public record ComponentType(
    Family family,
    String name,
    @Nullable String refusal,
    Map<String, Key> keys,
    List<List<String>> exactlyOne,
    List<List<String>> atLeastOne,
    List<List<String>> atMostOne,
    List<String> knows,
    @Nullable NameRules names) {

  /** Why nothing can be built with it; empty where it can. */
  public Optional<String> whyNotBuilt() {
    return Optional.ofNullable(refusal);
  }

  /** The clouds that have their own rules for what an image may be called. */
  public enum NameRules {
    AMAZON,
    AZURE,
    GOOGLE
  }
}
