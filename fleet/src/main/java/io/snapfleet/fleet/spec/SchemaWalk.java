package io.snapfleet.fleet.spec;

import io.snapfleet.provider.input.NearestName;
import io.snapfleet.provider.input.Quoted;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds a file's tree against the schema. What is sound is kept as values, defaults filled in; what
 * is not is left out and reported to the draft.
 */
final class SchemaWalk {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Draft draft;

  SchemaWalk(Draft draft) {
    this.draft = draft;
  }

  /** The sound values; empty where the top of the file is not a mapping. */
  Optional<ObjectNode> values(Node root) {
    return value(root, FleetSchema.root(), List.of()).map(ObjectNode.class::cast);
  }

  private Optional<JsonNode> value(Node node, FleetSchema schema, List<String> path) {
    if (schema.types().stream().noneMatch(type -> isOf(type, node))) {
      refuse(node, path, typeRule(schema) + ", not " + shown(node), quotes(node, schema));
      return Optional.empty();
    }
    return switch (node) {
      case MappingNode mapping -> Optional.of(object(mapping, schema, path));
      case ScalarNode scalar when schema.types().contains("string") -> text(scalar, schema, path);
      case ScalarNode scalar when schema.types().contains("boolean") ->
          Optional.of(JSON.booleanNode(scalar.getValue().equalsIgnoreCase("true")));
      case ScalarNode scalar -> integer(scalar, schema, path);
      default -> throw new IllegalStateException("the schema allows a type nobody reads: " + path);
    };
  }

  private ObjectNode object(MappingNode mapping, FleetSchema schema, List<String> path) {
    ObjectNode values = JSON.objectNode();
    Set<String> seen = new LinkedHashSet<>();
    for (NodeTuple entry : mapping.getValue()) {
      entry(entry, schema, path, seen).ifPresent(value -> values.set(key(entry), value));
    }
    for (String name : schema.required()) {
      if (!seen.contains(name) && !isMisspelt(name, seen, schema)) {
        draft.report(
            Fault.missing(child(path, name), "required key '" + name + "' is missing", null));
      }
    }
    return schema.withDefaults(values, seen);
  }

  /** One mistake is one problem: the unknown key is reported with this name as its suggestion. */
  private static boolean isMisspelt(String name, Set<String> seen, FleetSchema schema) {
    return seen.stream()
        .filter(key -> schema.property(key).isEmpty())
        .anyMatch(key -> NearestName.of(key, schema.properties()).equals(Optional.of(name)));
  }

  private Optional<JsonNode> entry(
      NodeTuple entry, FleetSchema schema, List<String> path, Set<String> seen) {
    if (!(entry.getKeyNode() instanceof ScalarNode)) {
      refuse(
          entry.getKeyNode(), path, "a key must be text, not " + shown(entry.getKeyNode()), null);
      return Optional.empty();
    }
    List<String> at = child(path, key(entry));
    if (!seen.add(key(entry))) {
      draft.report(
          entry.getKeyNode().getStartMark(),
          new Fault(
              at,
              Fault.Place.KEY,
              key(entry),
              "key " + Quoted.of(key(entry)) + " is given twice",
              "remove one of them"));
      return Optional.empty();
    }
    draft.remember(at, entry);
    Optional<FleetSchema> property = schema.property(key(entry));
    if (property.isEmpty()) {
      draft.report(
          Fault.unknown(at, "unknown key " + Quoted.of(key(entry)), schema.properties(), "keys"));
      return Optional.empty();
    }
    return value(entry.getValueNode(), property.get(), at);
  }

  private Optional<JsonNode> text(ScalarNode scalar, FleetSchema schema, List<String> path) {
    String text = scalar.getValue();
    if (!fits(text, schema)) {
      refuse(scalar, path, schema.patternRule() + ", not " + shown(scalar), null);
      return Optional.empty();
    }
    return Optional.of(JSON.stringNode(text));
  }

  private Optional<JsonNode> integer(ScalarNode scalar, FleetSchema schema, List<String> path) {
    BigInteger number = new BigInteger(scalar.getValue());
    if (number.compareTo(BigInteger.valueOf(schema.minimum())) < 0
        || number.compareTo(BigInteger.valueOf(schema.maximum())) > 0) {
      refuse(scalar, path, typeRule(schema) + ", not " + shown(scalar), null);
      return Optional.empty();
    }
    return Optional.of(JSON.numberNode(number.intValueExact()));
  }

  private void refuse(Node node, List<String> path, String rule, @Nullable String suggestion) {
    String value = node instanceof ScalarNode scalar ? scalar.getValue() : null;
    draft.report(node.getStartMark(), new Fault(path, Fault.Place.VALUE, value, rule, suggestion));
  }

  /** A suggestion for what would be right if YAML took it for text. */
  private static @Nullable String quotes(Node node, FleetSchema schema) {
    boolean text =
        node instanceof ScalarNode scalar
            && !scalar.getTag().equals(Tag.NULL)
            && schema.types().contains("string")
            && fits(scalar.getValue(), schema);
    return text ? "put it in quotes" : null;
  }

  private static boolean fits(String text, FleetSchema schema) {
    String pattern = schema.pattern();
    return pattern == null || text.matches(pattern);
  }

  private static boolean isOf(String type, Node node) {
    Tag tag = node.getTag();
    return switch (type) {
      case "object" -> node instanceof MappingNode;
      case "string" -> node instanceof ScalarNode && tag.equals(Tag.STR);
      case "integer" -> node instanceof ScalarNode && tag.equals(Tag.INT) && isWhole(node);
      case "number" -> node instanceof ScalarNode && (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT));
      case "boolean" -> node instanceof ScalarNode && tag.equals(Tag.BOOL);
      default -> throw new IllegalStateException("the schema has a type nobody reads: " + type);
    };
  }

  /** An explicit {@code !!int} tag may stand before any text. */
  private static boolean isWhole(Node node) {
    return ((ScalarNode) node).getValue().matches("-?[0-9]{1,30}");
  }

  private static String typeRule(FleetSchema schema) {
    return switch (schema.types().getFirst()) {
      case "object" -> "must be a mapping of keys to values";
      case "integer" ->
          "must be a whole number from " + schema.minimum() + " to " + schema.maximum();
      case "boolean" -> "must be true or false";
      default -> schema.pattern() == null ? "must be text" : schema.patternRule();
    };
  }

  private static String shown(Node node) {
    return switch (node) {
      case MappingNode mapping -> "a mapping";
      case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> "empty";
      case ScalarNode scalar when scalar.getTag().equals(Tag.STR) -> Quoted.of(scalar.getValue());
      case ScalarNode scalar -> Quoted.plain(scalar.getValue());
      default -> "a list";
    };
  }

  private static String key(NodeTuple entry) {
    return ((ScalarNode) entry.getKeyNode()).getValue();
  }

  private static List<String> child(List<String> path, String key) {
    List<String> child = new ArrayList<>(path);
    child.add(key);
    return child;
  }
}
