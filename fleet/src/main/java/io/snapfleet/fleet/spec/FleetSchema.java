package io.snapfleet.fleet.spec;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fleet file's JSON Schema (draft 2020-12). It is the one statement of the file's keys, types,
 * ranges, patterns and defaults: editors read it, and so does {@link SchemaWalk}.
 */
public final class FleetSchema {
  private final JsonNode document;
  private final JsonNode node;

  private FleetSchema(JsonNode document, JsonNode node) {
    this.document = document;
    this.node = resolved(document, node);
  }

  /** The schema as shipped, for editors and for {@code snapfleet schema}. */
  public static String text() {
    return Resource.text("fleet.schema.json");
  }

  static FleetSchema root() {
    JsonNode document = JsonMapper.shared().readTree(text());
    return new FleetSchema(document, document);
  }

  /** Follows {@code $ref}; keywords beside it win. */
  private static JsonNode resolved(JsonNode document, JsonNode node) {
    if (!node.has("$ref")) {
      return node;
    }
    ObjectNode merged =
        (ObjectNode) document.at(node.get("$ref").asString().substring(1)).deepCopy();
    merged.setAll((ObjectNode) node);
    merged.remove("$ref");
    return merged;
  }

  List<String> types() {
    JsonNode type = node.get("type");
    return type.isArray()
        ? StreamSupport.stream(type.spliterator(), false).map(JsonNode::asString).toList()
        : List.of(type.asString());
  }

  /** Names of the keys that are known beforehand. */
  List<String> properties() {
    return List.copyOf(node.path("properties").propertyNames());
  }

  List<String> required() {
    return StreamSupport.stream(node.path("required").spliterator(), false)
        .map(JsonNode::asString)
        .toList();
  }

  /** The schema of a key's value; empty where the key is not allowed. */
  Optional<FleetSchema> property(String key) {
    JsonNode known = node.path("properties").path(key);
    JsonNode found = known.isObject() ? known : node.path("additionalProperties");
    return found.isObject() ? Optional.of(new FleetSchema(document, found)) : Optional.empty();
  }

  @Nullable String pattern() {
    return node.path("pattern").asString(null);
  }

  /** What the pattern asks for, in words. */
  String patternRule() {
    return node.get("patternErrorMessage").asString();
  }

  long minimum() {
    return node.get("minimum").asLong();
  }

  long maximum() {
    return node.get("maximum").asLong();
  }

  /** The value of an absent key, its own defaults filled in; empty where there is none. */
  Optional<JsonNode> byDefault() {
    JsonNode value = node.get("default");
    if (value == null) {
      return Optional.empty();
    }
    return Optional.of(
        value.isObject() ? withDefaults(JsonNodeFactory.instance.objectNode(), Set.of()) : value);
  }

  /** Adds to an object the defaults of the keys that the file does not give. */
  ObjectNode withDefaults(ObjectNode values, Set<String> given) {
    for (String key : properties()) {
      if (!given.contains(key)) {
        property(key).flatMap(FleetSchema::byDefault).ifPresent(value -> values.set(key, value));
      }
    }
    return values;
  }
}
