package io.snapfleet.bake.component;

import io.snapfleet.bake.component.ComponentType.NameRules;
import io.snapfleet.bake.source.JsonText;
import io.snapfleet.bake.source.JsonValue;
import io.snapfleet.bake.source.JsonValue.Mapping;
import io.snapfleet.bake.source.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** All components there are, from {@code components.json}. Immutable. */
public final class Catalogue {
  private static final String RESOURCE = "components.json";

  private final Map<Family, Map<String, ComponentType>> types = new EnumMap<>(Family.class);

  private final Map<Family, Map<String, String>> refused = new EnumMap<>(Family.class);

  private Catalogue(Mapping root) {
    Mapping sets = mapping(root, "sets");
    for (Family family : Family.values()) {
      Map<String, ComponentType> byName = new LinkedHashMap<>();
      mapping(root, family.rootKey())
          .entries()
          .forEach((name, one) -> byName.put(name, type(family, name, (Mapping) one, sets)));
      types.put(family, byName);
      refused.put(family, refusals(mapping(mapping(root, "refused"), family.rootKey())));
    }
  }

  /** The catalogue that comes with the product. */
  public static Catalogue shipped() {
    return Shipped.CATALOGUE;
  }

  public Optional<ComponentType> find(Family family, String name) {
    return Optional.ofNullable(all(family).get(name));
  }

  public Set<String> names(Family family) {
    return all(family).keySet();
  }

  /** Why a type that is known is refused, as a clause; empty where it is not among the refused. */
  public Optional<String> refusal(Family family, String name) {
    return Optional.ofNullable(
        Objects.requireNonNull(refused.get(family), "every family has its refusals").get(name));
  }

  private static Map<String, String> refusals(Mapping byName) {
    Map<String, String> refusals = new LinkedHashMap<>();
    byName
        .entries()
        .forEach(
            (why, names) -> texts(Optional.of(names)).forEach(name -> refusals.put(name, why)));
    return refusals;
  }

  private Map<String, ComponentType> all(Family family) {
    return Objects.requireNonNull(types.get(family), "every family has its types");
  }

  private static ComponentType type(Family family, String name, Mapping one, Mapping sets) {
    Map<String, Key> keys = new LinkedHashMap<>();
    for (String set : texts(one.get("sets"))) {
      addKeys(mapping(sets, set), keys);
    }
    mapping(one, "kinds")
        .entries()
        .forEach(
            (kind, names) ->
                texts(Optional.of(names)).forEach(key -> keys.put(key, Key.parse(key, kind))));
    addKeys(mapping(one, "keys"), keys);
    return new ComponentType(
        family,
        name,
        one.get("refusal").map(Catalogue::text).orElse(null),
        keys,
        groups(one, "exactlyOne"),
        groups(one, "atLeastOne"),
        groups(one, "atMostOne"),
        texts(one.get("knows")),
        one.get("names")
            .map(rules -> NameRules.valueOf(text(rules).toUpperCase(Locale.ROOT)))
            .orElse(null));
  }

  private static void addKeys(Mapping lines, Map<String, Key> keys) {
    lines.entries().forEach((key, line) -> keys.put(key, Key.parse(key, text(line))));
  }

  private static List<List<String>> groups(Mapping one, String key) {
    List<List<String>> groups = new ArrayList<>();
    one.get(key)
        .ifPresent(
            all ->
                ((JsonValue.Sequence) all)
                    .values()
                    .forEach(group -> groups.add(texts(Optional.of(group)))));
    return List.copyOf(groups);
  }

  private static List<String> texts(Optional<JsonValue> list) {
    return list.map(values -> ((JsonValue.Sequence) values).values()).orElse(List.of()).stream()
        .map(Catalogue::text)
        .toList();
  }

  private static Mapping mapping(Mapping root, String key) {
    return (Mapping)
        root.get(key).orElseGet(() -> new Mapping(Map.of(), Map.of(), root.position()));
  }

  private static String text(JsonValue value) {
    return ((JsonValue.Text) value).value();
  }

  private static final class Shipped {
    static final Catalogue CATALOGUE = load();

    private static Catalogue load() {
      try (InputStream resource = Catalogue.class.getResourceAsStream(RESOURCE)) {
        byte[] bytes = Objects.requireNonNull(resource, RESOURCE).readAllBytes();
        Problems problems = new Problems(RESOURCE);
        JsonValue root = JsonText.parse(new String(bytes, StandardCharsets.UTF_8), problems);
        problems.throwIfAny();
        return new Catalogue((Mapping) root);
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
  }
}
