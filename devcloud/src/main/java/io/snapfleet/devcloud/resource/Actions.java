package io.snapfleet.devcloud.resource;

import io.snapfleet.devcloud.Pace.Span;
import io.snapfleet.devcloud.fault.Fault;
import io.snapfleet.devcloud.http.ApiError;
import io.snapfleet.devcloud.http.Pages;
import io.snapfleet.devcloud.http.Reply;
import io.snapfleet.devcloud.http.Request;
import io.snapfleet.devcloud.http.Router;
import io.snapfleet.devcloud.store.Kind;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/**
 * What takes a while: begun by a call, done at its time. Nothing runs meanwhile; whoever calls next
 * finds done what is due, also after a restart. Where there is real work to do, that begins at the
 * action's time.
 */
final class Actions {
  /** What an action does to its resource when it is over. */
  interface Effect {
    /**
     * @param succeeded false where it errored, and shall only let go of the resource
     */
    void apply(ObjectNode action, boolean succeeded);
  }

  private record Due(long at, String id) {}

  private final Cloud cloud;
  private final Catalog catalog;
  private final Works works;
  private final Map<String, Effect> effects = new HashMap<>();
  private final Queue<Due> waiting = new PriorityQueue<>(Comparator.comparingLong(Due::at));

  Actions(Cloud cloud, Catalog catalog, Works works) {
    this.cloud = cloud;
    this.catalog = catalog;
    this.works = works;
    cloud.store().all(Kind.ACTION).forEach(this::await);
  }

  void routes(Router router) {
    router
        .on("GET /v2/actions", "actions:read", request -> list(request, action -> true))
        .on("GET /v2/actions/{id}", "actions:read", request -> show(request, action -> true));
  }

  /**
   * Says what actions of a kind do.
   *
   * @param type of resource and action, such as {@code droplet snapshot}
   */
  void when(String type, Effect effect) {
    effects.put(type, effect);
  }

  /**
   * Begins an action.
   *
   * @param resource the resource's id, a number or a UUID
   * @param details what its effect has to know; kept with it and not shown
   */
  ObjectNode begin(
      Request request,
      String resourceType,
      String type,
      String resource,
      String region,
      Span span,
      ObjectNode details) {
    long id = cloud.store().next("action", 1_500_000_001L);
    ObjectNode action = Json.object().put("id", id).put("status", "in-progress").put("type", type);
    action.put("started_at", cloud.stamp()).putNull("completed_at");
    if (resource.matches("\\d+")) {
      action.put("resource_id", Long.parseLong(resource));
    } else {
      action.putNull("resource_id");
    }
    action.put("resource_type", resourceType).put("region_slug", region);
    action.put("_resource", resource).set("_details", details);
    if (request.injection().has(Fault.ActionErrors.class)) {
      action.put("_errs", true);
    }
    if (!hangs(request, type)) {
      action.put("_due", cloud.now().plus(cloud.draw(span)).toEpochMilli());
    }
    cloud.store().put(Kind.ACTION, Long.toString(id), action);
    await(action);
    return action;
  }

  private static boolean hangs(Request request, String type) {
    return request.injection().has(Fault.ActionHangs.class)
        || (type.equals("create") && request.injection().has(Fault.NeverBoots.class));
  }

  private void await(ObjectNode action) {
    if (action.has("_due") && Json.text(action, "status").equals("in-progress")) {
      waiting.add(new Due(Json.number(action, "_due"), Long.toString(Json.number(action, "id"))));
    }
  }

  /** Does what is due. */
  void settle() {
    long now = cloud.now().toEpochMilli();
    while (!waiting.isEmpty() && waiting.element().at() <= now) {
      cloud
          .store()
          .find(Kind.ACTION, waiting.remove().id())
          .filter(action -> Json.text(action, "status").equals("in-progress"))
          .filter(action -> Json.number(action, "_due") <= now)
          .ifPresent(this::conclude);
    }
  }

  private void conclude(ObjectNode action) {
    if (Json.flag(action, "_errs")) {
      finish(action, false);
    } else if (works.takes(type(action))) {
      works.begin(type(action), action, this::finish);
    } else {
      finish(action, true);
    }
  }

  private static String type(ObjectNode action) {
    return Json.text(action, "resource_type") + " " + Json.text(action, "type");
  }

  private void finish(ObjectNode action, boolean succeeded) {
    Effect effect = effects.get(type(action));
    if (effect == null) {
      throw new IllegalStateException("no effect is known of " + type(action));
    }
    effect.apply(action, succeeded);
    cloud
        .store()
        .change(
            Kind.ACTION,
            Long.toString(Json.number(action, "id")),
            done ->
                done.put("status", succeeded ? "completed" : "errored")
                    .put("completed_at", cloud.stamp()));
  }

  Reply list(Request request, Predicate<ObjectNode> which) {
    List<ObjectNode> actions =
        cloud.store().all(Kind.ACTION).stream().filter(which).toList().reversed();
    return Pages.of(request, "actions", actions, this::shown);
  }

  /** One action, named by the path. */
  Reply show(Request request, Predicate<ObjectNode> which) {
    ObjectNode action = cloud.find(Kind.ACTION, request.variable("id"));
    if (!which.test(action)) {
      throw ApiError.notFound();
    }
    return Reply.ok(Json.wrap("action", shown(action)));
  }

  ObjectNode shown(ObjectNode action) {
    ObjectNode shown = Json.shown(action);
    catalog
        .region(Json.text(action, "region_slug"))
        .ifPresent(region -> shown.set("region", region));
    return shown;
  }

  /** The actions on one resource. */
  static Predicate<ObjectNode> on(String resourceType, String resource) {
    return action ->
        Json.text(action, "resource_type").equals(resourceType)
            && Json.text(action, "_resource").equals(resource);
  }
}
