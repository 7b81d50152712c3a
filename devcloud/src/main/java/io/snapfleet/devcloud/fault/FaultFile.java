package io.snapfleet.devcloud.fault;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Faults as they are written in a file. */
public final class FaultFile {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private FaultFile() {}

  /** The whole file. */
  private record Text(@Nullable Long seed, @Nullable List<Rule> rules) {}

  /** One rule; which members it may have depends on the fault. */
  private record Rule(
      @Nullable String call,
      @Nullable Integer nth,
      @Nullable Integer times,
      @Nullable Double probability,
      @Nullable String fault,
      @Nullable Integer status,
      @JsonProperty("retry-after-seconds") @Nullable Integer retryAfterSeconds,
      @Nullable Long milliseconds,
      @Nullable String pointer,
      @Nullable JsonNode value) {}

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException in a sentence that says what is wrong with it
   */
  public static Faults read(Path file) throws IOException {
    return parse(Files.readString(file));
  }

  static Faults parse(String text) {
    try {
      Text read = MAPPER.readValue(text, Text.class);
      List<Rule> rules = read.rules() == null ? List.of() : read.rules();
      return new Faults(
          read.seed() == null ? 0 : read.seed(), rules.stream().map(FaultFile::rule).toList());
    } catch (JacksonException broken) {
      throw new IllegalArgumentException(broken.getOriginalMessage(), broken);
    }
  }

  private static FaultRule rule(Rule rule) {
    String call = needed(rule.call(), "call", "a rule");
    int nth = rule.nth() == null ? 1 : rule.nth();
    int usual = rule.nth() == null ? Integer.MAX_VALUE : 1;
    int times = rule.times() == null ? usual : rule.times();
    double probability = rule.probability() == null ? 1 : rule.probability();
    return new FaultRule(call, nth, times, probability, fault(rule, call));
  }

  private static Fault fault(Rule rule, String call) {
    String kind = needed(rule.fault(), "fault", call);
    return switch (kind) {
      case "status" -> new Fault.Status(needed(rule.status(), "status", call), retryAfter(rule));
      case "drop-before" -> new Fault.DropBefore();
      case "drop-after" -> new Fault.DropAfter();
      case "latency" -> new Fault.Latency(duration(rule, call));
      case "hang" -> new Fault.Hang(duration(rule, call));
      case "never-boots" -> new Fault.NeverBoots();
      case "action-errors" -> new Fault.ActionErrors();
      case "action-hangs" -> new Fault.ActionHangs();
      case "lists-lag" -> new Fault.ListsLag(duration(rule, call));
      case "reply-field" ->
          new Fault.ReplyField(needed(rule.pointer(), "pointer", call), rule.value());
      default ->
          throw new IllegalArgumentException(
              "the fault of %s is none that is known: %s".formatted(call, kind));
    };
  }

  private static @Nullable Duration retryAfter(Rule rule) {
    return rule.retryAfterSeconds() == null ? null : Duration.ofSeconds(rule.retryAfterSeconds());
  }

  private static Duration duration(Rule rule, String call) {
    return Duration.ofMillis(needed(rule.milliseconds(), "milliseconds", call));
  }

  private static <T> T needed(@Nullable T value, String member, String where) {
    if (value == null) {
      throw new IllegalArgumentException(member + " is missing in " + where);
    }
    return value;
  }
}
