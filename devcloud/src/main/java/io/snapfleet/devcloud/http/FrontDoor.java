package io.snapfleet.devcloud.http;

import io.snapfleet.devcloud.AccessToken;
import io.snapfleet.devcloud.fault.Fault;
import io.snapfleet.devcloud.fault.FaultDraw;
import io.snapfleet.devcloud.fault.Injection;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What every call passes: who calls, how often, what goes wrong, which route. Thread-safe. */
public final class FrontDoor {
  private final Function<String, Optional<AccessToken>> tokens;
  private final Optional<RateLimiter> limiter;
  private final Supplier<FaultDraw> faults;
  private final Supplier<Duration> latency;
  private final Router router;
  private final Function<Supplier<Reply>, Reply> transaction;

  /**
   * A door.
   *
   * @param limiter none where calls are not limited
   * @param transaction runs a handler, keeping its changes only when it returns
   */
  public FrontDoor(
      Function<String, Optional<AccessToken>> tokens,
      Optional<RateLimiter> limiter,
      Supplier<FaultDraw> faults,
      Supplier<Duration> latency,
      Router router,
      Function<Supplier<Reply>, Reply> transaction) {
    this.tokens = tokens;
    this.limiter = limiter;
    this.faults = faults;
    this.latency = latency;
    this.router = router;
    this.transaction = transaction;
  }

  Answer answer(Call call) {
    String requestId = UUID.randomUUID().toString();
    Map<String, String> headers = new HashMap<>();
    headers.put("content-type", "application/json; charset=utf-8");
    headers.put("x-request-id", requestId);
    Injection injection =
        faults.get().next(call.method(), "/" + String.join("/", Router.segments(call.path())));
    try {
      AccessToken token = call.token().flatMap(tokens).orElseThrow(ApiError::unauthorized);
      limit(token, headers);
      Reply reply = answer(call, token, injection, headers);
      return new Answer(reply.status(), headers, reply.body(), requestId);
    } catch (ApiError refusal) {
      return new Answer(refusal.status(), headers, body(refusal, requestId), requestId);
    } catch (Unanswered ended) {
      return new Answer(0, Map.of(), null, requestId);
    }
  }

  private void limit(AccessToken token, Map<String, String> headers) {
    if (limiter.isEmpty()) {
      return;
    }
    RateLimiter.Standing standing = limiter.get().count(token.value());
    headers.put("ratelimit-limit", Integer.toString(standing.limit()));
    headers.put("ratelimit-remaining", Integer.toString(standing.remaining()));
    headers.put("ratelimit-reset", Long.toString(standing.reset()));
    if (standing.retryAfterSeconds() > 0) {
      headers.put("retry-after", Long.toString(standing.retryAfterSeconds()));
    }
    if (standing.refused()) {
      throw ApiError.tooManyRequests();
    }
  }

  private Reply answer(
      Call call, AccessToken token, Injection injection, Map<String, String> headers) {
    pause(latency.get());
    injection.first(Fault.Latency.class).ifPresent(fault -> pause(fault.duration()));
    if (injection.has(Fault.DropBefore.class)) {
      throw new Unanswered();
    }
    Optional<Fault.Status> status = injection.first(Fault.Status.class);
    if (status.isPresent()) {
      throw refusal(status.get(), headers);
    }
    Reply reply = route(call, token, injection);
    injection.first(Fault.Hang.class).ifPresent(fault -> pause(fault.duration()));
    if (injection.has(Fault.Hang.class) || injection.has(Fault.DropAfter.class)) {
      throw new Unanswered();
    }
    return lied(reply, injection);
  }

  private static ApiError refusal(Fault.Status fault, Map<String, String> headers) {
    Duration retryAfter = fault.retryAfter();
    if (retryAfter != null) {
      headers.put("retry-after", Long.toString(retryAfter.toSeconds()));
    }
    return ApiError.ofStatus(fault.status());
  }

  private Reply route(Call call, AccessToken token, Injection injection) {
    List<String> path = Router.segments(call.path());
    Router.Route route = router.find(call.method(), path).orElseThrow(ApiError::notFound);
    if (!token.allows(route.scope())) {
      throw ApiError.forbidden(
          "You are missing the required permission %s for this action.".formatted(route.scope()));
    }
    Request request =
        new Request(
            "http://" + call.header("host").orElse("127.0.0.1"),
            "/" + String.join("/", path),
            route.variables(path),
            query(call.query()),
            body(call.body()),
            injection);
    return transaction.apply(() -> route.handler().answer(request));
  }

  private static Map<String, String> query(String text) {
    Map<String, String> query = new HashMap<>();
    for (String pair : text.isEmpty() ? new String[0] : text.split("&")) {
      String[] parts = pair.split("=", 2);
      query.put(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
    }
    return query;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      throw ApiError.badRequest("the query is not well-formed");
    }
  }

  private static ObjectNode body(String text) {
    if (text.isBlank()) {
      return JsonMapper.shared().createObjectNode();
    }
    try {
      if (JsonMapper.shared().readTree(text) instanceof ObjectNode body) {
        return body;
      }
      throw ApiError.badRequest("the body is no JSON object");
    } catch (JacksonException broken) {
      throw ApiError.badRequest("the body is not well-formed JSON");
    }
  }

  private static ObjectNode body(ApiError refusal, String requestId) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("id", refusal.id())
        .put("message", refusal.reason())
        .put("request_id", requestId);
  }

  private static Reply lied(Reply reply, Injection injection) {
    Optional<Fault.ReplyField> lie = injection.first(Fault.ReplyField.class);
    if (lie.isEmpty() || reply.body() == null) {
      return reply;
    }
    ObjectNode body = reply.body().deepCopy();
    String pointer = lie.get().pointer();
    int last = pointer.lastIndexOf('/');
    @Nullable JsonNode value = lie.get().value();
    if (body.at(pointer.substring(0, Math.max(0, last))) instanceof ObjectNode parent) {
      String member = pointer.substring(last + 1);
      if (value == null) {
        parent.remove(member);
      } else {
        parent.set(member, value);
      }
    }
    return new Reply(reply.status(), body);
  }

  private static void pause(Duration duration) {
    if (duration.isZero()) {
      return;
    }
    try {
      Thread.sleep(duration);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw new Unanswered();
    }
  }

  /** Ends the connection without an answer. */
  private static final class Unanswered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Unanswered() {
      super("", null, false, false);
    }
  }
}
