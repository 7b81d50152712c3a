package io.snapfleet.devcloud.http;

import io.snapfleet.devcloud.fault.Injection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A call that has a route.
 *
 * @param base what the caller writes before {@code /v2}
 * @param path without a trailing slash
 * @param variables the segments of the path that the route has names for
 * @param body empty where there was none
 * @param injection what goes wrong with what the call makes and begins
 */
public record Request(
    String base,
    String path,
    Map<String, String> variables,
    Map<String, String> query,
    ObjectNode body,
    Injection injection) {

  /** A segment of the path. */
  public String variable(String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no " + name);
    }
    return value;
  }

  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /** A string of the body. */
  public Optional<String> text(String name) {
    return value(name).map(value -> string(name, value));
  }

  public String requiredText(String name) {
    return text(name)
        .filter(value -> !value.isBlank())
        .orElseThrow(() -> ApiError.unprocessable(name + " is required"));
  }

  public Optional<Integer> integer(String name) {
    return value(name).map(value -> integer(name, value));
  }

  public boolean flag(String name) {
    return value(name).map(value -> value.asBoolean(false)).orElse(false);
  }

  /** A list of strings of the body; numbers are read as strings. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode value : list(name)) {
      if (!value.isString() && !value.isIntegralNumber()) {
        throw ApiError.unprocessable(name + " has an entry that is no string and no number");
      }
      texts.add(value.asString());
    }
    return texts;
  }

  /** A list of the body, empty when it is not there. */
  public List<JsonNode> list(String name) {
    Optional<JsonNode> value = value(name);
    if (value.isPresent() && !value.get().isArray()) {
      throw ApiError.unprocessable(name + " is not an array");
    }
    return value.map(array -> List.copyOf(array.values())).orElse(List.of());
  }

  public Optional<JsonNode> value(String name) {
    return Optional.ofNullable(body.get(name)).filter(value -> !value.isNull());
  }

  private static String string(String name, JsonNode value) {
    if (!value.isString()) {
      throw ApiError.unprocessable(name + " is not a string");
    }
    return value.stringValue();
  }

  private static int integer(String name, JsonNode value) {
    if (value.isString() && value.stringValue().matches("\\d{1,9}")) {
      return Integer.parseInt(value.stringValue());
    }
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw ApiError.unprocessable(name + " is not an integer");
    }
    return value.intValue();
  }
}
