package io.snapfleet.devcloud.resource;

import io.snapfleet.devcloud.http.ApiError;
import io.snapfleet.devcloud.http.Pages;
import io.snapfleet.devcloud.http.Reply;
import io.snapfleet.devcloud.http.Request;
import io.snapfleet.devcloud.http.Router;
import io.snapfleet.devcloud.store.Kind;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tags, and what has them. */
final class Tags {
  private static final String FORM = "[a-zA-Z0-9_:-]{1,255}";
  private static final Map<String, Kind> TAGGED =
      Map.of(
          "droplet", Kind.DROPLET,
          "image", Kind.IMAGE,
          "volume", Kind.VOLUME,
          "volume_snapshot", Kind.VOLUME_SNAPSHOT);

  private final Cloud cloud;

  Tags(Cloud cloud) {
    this.cloud = cloud;
  }

  void routes(Router router) {
    router
        .on(
            "GET /v2/tags",
            "tag:read",
            request -> Pages.of(request, "tags", cloud.listed(Kind.TAG), this::shown))
        .on("POST /v2/tags", "tag:create", this::create)
        .on(
            "GET /v2/tags/{name}",
            "tag:read",
            request -> Reply.ok(Json.wrap("tag", shown(find(request)))))
        .on("DELETE /v2/tags/{name}", "tag:delete", this::delete)
        .on("POST /v2/tags/{name}/resources", "tag:create", request -> retag(request, true))
        .on("DELETE /v2/tags/{name}/resources", "tag:delete", request -> retag(request, false));
  }

  /** The tags a request names, made where they are new. */
  List<String> named(Request request) {
    List<String> tags = request.texts("tags");
    tags.forEach(this::ensure);
    return tags;
  }

  private ObjectNode ensure(String name) {
    if (!name.matches(FORM)) {
      throw ApiError.unprocessable(
          "Tag names may have letters, digits, colons, dashes and underscores, not: " + name);
    }
    return cloud.store().find(Kind.TAG, name).orElseGet(() -> add(name));
  }

  private ObjectNode add(String name) {
    ObjectNode tag = Json.object().put("name", name);
    cloud.store().put(Kind.TAG, name, tag);
    return tag;
  }

  private Reply create(Request request) {
    return Reply.created(Json.wrap("tag", shown(ensure(request.requiredText("name")))));
  }

  private ObjectNode find(Request request) {
    return cloud.find(Kind.TAG, request.variable("name"));
  }

  private Reply delete(Request request) {
    String name = Json.text(find(request), "name");
    for (Kind kind : TAGGED.values()) {
      with(kind, name)
          .forEach(
              thing ->
                  cloud
                      .store()
                      .change(
                          kind,
                          thing.get("id").asString(),
                          it -> Json.remove(it, "tags", List.of(name))));
    }
    cloud.store().remove(Kind.TAG, name);
    return Reply.noContent();
  }

  private Reply retag(Request request, boolean tagged) {
    List<String> name = List.of(Json.text(find(request), "name"));
    for (JsonNode resource : request.list("resources")) {
      Kind kind = TAGGED.get(Json.text(resource, "resource_type"));
      JsonNode id = resource.get("resource_id");
      if (kind == null || id == null) {
        throw ApiError.unprocessable("a resource needs a resource_id and a known resource_type");
      }
      cloud.find(kind, id.asString());
      cloud
          .store()
          .change(
              kind,
              id.asString(),
              thing -> {
                if (tagged) {
                  Json.add(thing, "tags", name);
                } else {
                  Json.remove(thing, "tags", name);
                }
              });
    }
    return Reply.noContent();
  }

  private List<ObjectNode> with(Kind kind, String tag) {
    return cloud.store().all(kind).stream()
        .filter(thing -> Json.texts(thing, "tags").contains(tag))
        .toList();
  }

  private ObjectNode shown(ObjectNode tag) {
    ObjectNode shown = tag.deepCopy();
    ObjectNode resources = shown.putObject("resources");
    int all = 0;
    for (Map.Entry<String, Kind> tagged : TAGGED.entrySet()) {
      int count = with(tagged.getValue(), Json.text(tag, "name")).size();
      resources.putObject(tagged.getKey() + "s").put("count", count);
      all += count;
    }
    resources.put("count", all);
    return shown;
  }
}
