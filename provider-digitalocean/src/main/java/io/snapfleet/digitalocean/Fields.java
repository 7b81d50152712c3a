package io.snapfleet.digitalocean;

import io.snapfleet.provider.api.ProviderException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * An object of an answer, read leniently: what is not asked for is not looked at, and what has
 * another type than expected counts as missing. What is needed and missing is an error that says
 * where it was looked for.
 *
 * @param origin the call that was answered, with its request id
 */
record Fields(JsonNode node, String origin) {
  String text(String name) {
    return optionalText(name).orElseThrow(() -> missing(name));
  }

  Optional<String> optionalText(String name) {
    JsonNode value = node.path(name);
    return value.isString() && !value.stringValue().isEmpty()
        ? Optional.of(value.stringValue())
        : Optional.empty();
  }

  /** An id, which may be a number or a text. */
  String id(String name) {
    return optionalId(name).orElseThrow(() -> missing(name));
  }

  Optional<String> optionalId(String name) {
    JsonNode value = node.path(name);
    return value.isIntegralNumber() ? Optional.of(value.asString()) : optionalText(name);
  }

  long number(String name) {
    return optionalNumber(name).orElseThrow(() -> missing(name)).longValue();
  }

  Optional<BigDecimal> optionalNumber(String name) {
    JsonNode value = node.path(name);
    return value.isNumber() ? Optional.of(value.decimalValue()) : Optional.empty();
  }

  /** A missing one is false. */
  boolean flag(String name) {
    return node.path(name).isBoolean() && node.path(name).booleanValue();
  }

  Instant moment(String name) {
    String text = text(name);
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException unreadable) {
      throw missing(name);
    }
  }

  /** A missing one has no fields. */
  Fields object(String name) {
    return new Fields(node.path(name), origin);
  }

  /** The object that the answer is about, without which it is none. */
  Fields needed(String name) {
    if (!node.path(name).isObject()) {
      throw missing(name);
    }
    return object(name);
  }

  /** A missing one is empty. */
  <T> List<T> list(String name, Function<Fields, T> reader) {
    return StreamSupport.stream(node.path(name).spliterator(), false)
        .map(element -> reader.apply(new Fields(element, origin)))
        .toList();
  }

  /** A list that an answer has even when there is nothing in it. */
  <T> List<T> neededList(String name, Function<Fields, T> reader) {
    if (!node.path(name).isArray()) {
      throw missing(name);
    }
    return list(name, reader);
  }

  /** The texts and numbers of a list; all else in it is left out. */
  List<String> words(String name) {
    return StreamSupport.stream(node.path(name).spliterator(), false)
        .filter(element -> element.isString() || element.isIntegralNumber())
        .map(JsonNode::asString)
        .toList();
  }

  private ProviderException missing(String name) {
    return new ProviderException.Retryable(
        "DigitalOcean's answer to %s lacks a usable '%s'".formatted(origin, name),
        "Try again; if it stays so, give the request id to DigitalOcean's support.",
        new IllegalStateException("an answer without " + name));
  }
}
