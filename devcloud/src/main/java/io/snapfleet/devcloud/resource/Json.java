package io.snapfleet.devcloud.resource;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reading and writing documents. Members whose names begin with {@code _} are ours and in no
 * answer.
 */
final class Json {
  private Json() {}

  static ObjectNode object() {
    return JsonMapper.shared().createObjectNode();
  }

  /** An object with one member. */
  static ObjectNode wrap(String name, JsonNode value) {
    ObjectNode body = object();
    body.set(name, value);
    return body;
  }

  static ArrayNode array(Collection<String> texts) {
    ArrayNode array = JsonMapper.shared().createArrayNode();
    texts.forEach(array::add);
    return array;
  }

  /** A copy without what is ours. */
  static ObjectNode shown(ObjectNode document) {
    ObjectNode copy = object();
    document.properties().stream()
        .filter(member -> !member.getKey().startsWith("_"))
        .forEach(member -> copy.set(member.getKey(), member.getValue()));
    return copy;
  }

  static String text(JsonNode document, String name) {
    return optionalText(document, name).orElse("");
  }

  static Optional<String> optionalText(JsonNode document, String name) {
    return Optional.ofNullable(document.get(name))
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue);
  }

  static long number(JsonNode document, String name) {
    JsonNode value = document.get(name);
    return value == null ? 0 : value.longValue();
  }

  static boolean flag(JsonNode document, String name) {
    JsonNode value = document.get(name);
    return value != null && value.booleanValue();
  }

  /** The strings of a list; numbers are read as strings. */
  static List<String> texts(JsonNode document, String name) {
    List<String> texts = new ArrayList<>();
    JsonNode list = document.get(name);
    if (list != null) {
      list.forEach(value -> texts.add(value.asString()));
    }
    return texts;
  }

  /** Adds strings to a list where they are not in it. */
  static void add(ObjectNode document, String name, Collection<String> more) {
    List<String> texts = texts(document, name);
    more.stream().filter(one -> !texts.contains(one)).forEach(texts::add);
    document.set(name, array(texts));
  }

  static void remove(ObjectNode document, String name, Collection<String> fewer) {
    List<String> texts = texts(document, name);
    texts.removeAll(fewer);
    document.set(name, array(texts));
  }

  /** A list of numbers. */
  static ArrayNode numbers(Collection<String> texts) {
    ArrayNode array = JsonMapper.shared().createArrayNode();
    texts.forEach(text -> array.add(Long.parseLong(text)));
    return array;
  }
}
