package io.snapfleet.devcloud.resource;

import io.snapfleet.devcloud.Pace.Span;
import io.snapfleet.devcloud.http.ApiError;
import io.snapfleet.devcloud.http.Request;
import io.snapfleet.devcloud.store.Kind;
import io.snapfleet.devcloud.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** What all resources share: the store, the time, and chance. Used within a transaction only. */
final class Cloud {
  private final Store store;
  private final Clock clock;
  private final Random random;

  Cloud(Store store, Clock clock, Random random) {
    this.store = store;
    this.clock = clock;
    this.random = random;
  }

  Store store() {
    return store;
  }

  Instant now() {
    return clock.instant();
  }

  /** The present moment as answers have it. */
  String stamp() {
    return now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  String newUuid() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return UUID.nameUUIDFromBytes(bytes).toString();
  }

  Duration draw(Span span) {
    long spread = span.most().minus(span.least()).toMillis();
    return span.least().plusMillis(spread == 0 ? 0 : random.nextLong(spread + 1));
  }

  ObjectNode find(Kind kind, String id) {
    return store.find(kind, id).orElseThrow(ApiError::notFound);
  }

  /** Keeps something new, which lists may not show at once. */
  void create(Request request, Kind kind, String id, ObjectNode document) {
    Duration lag = request.injection().listLag();
    if (!lag.isZero()) {
      document.put("_listed_at", now().plus(lag).toEpochMilli());
    }
    store.put(kind, id, document);
  }

  /** Those that lists show now. */
  List<ObjectNode> listed(Kind kind) {
    long now = now().toEpochMilli();
    return store.all(kind).stream()
        .filter(document -> Json.number(document, "_listed_at") <= now)
        .toList();
  }

  /** Those that lists show now and that have the tag the request asks for, if it asks. */
  List<ObjectNode> listed(Kind kind, Request request) {
    return request
        .query("tag_name")
        .map(
            tag ->
                listed(kind).stream().filter(it -> Json.texts(it, "tags").contains(tag)).toList())
        .orElseGet(() -> listed(kind));
  }
}
