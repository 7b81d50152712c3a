package io.snapfleet.devcloud.resource;

import io.snapfleet.devcloud.Pace;
import io.snapfleet.devcloud.http.ApiError;
import io.snapfleet.devcloud.http.Pages;
import io.snapfleet.devcloud.http.Reply;
import io.snapfleet.devcloud.http.Request;
import io.snapfleet.devcloud.http.Router;
import io.snapfleet.devcloud.store.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Images: the vendor's, named by slug or id, and the account's own, named by id. */
final class Images {
  private final Cloud cloud;
  private final Catalog catalog;
  private final Actions actions;
  private final Works works;
  private final Pace pace;

  Images(Cloud cloud, Catalog catalog, Actions actions, Works works, Pace pace) {
    this.cloud = cloud;
    this.catalog = catalog;
    this.actions = actions;
    this.works = works;
    this.pace = pace;
    actions.when("image transfer", this::transferred);
  }

  void routes(Router router) {
    router
        .on(
            "GET /v2/images",
            "image:read",
            request -> Pages.of(request, "images", listed(request), Json::shown))
        .on("GET /v2/images/{image}", "image:read", request -> reply(named(request)))
        .on("PUT /v2/images/{image}", "image:update", this::update)
        .on("DELETE /v2/images/{image}", "image:delete", this::delete)
        .on("POST /v2/images/{image}/actions", "image:update", this::act)
        .on(
            "GET /v2/images/{image}/actions",
            "image:read",
            request -> actions.list(request, on(request)))
        .on(
            // The vendor looks at the action's id alone: packer 1.6.6 names the transfer's
            // action where the image belongs, and that has always worked for its users.
            "GET /v2/images/{image}/actions/{id}",
            "image:read",
            request -> actions.show(request, action -> true));
  }

  /** The image that a creation names, by slug or id. */
  Optional<ObjectNode> find(String slugOrId) {
    return Optional.ofNullable(catalog.images().get(slugOrId))
        .or(
            () ->
                catalog.images().values().stream()
                    .filter(image -> image.get("id").asString().equals(slugOrId))
                    .findFirst())
        .or(() -> cloud.store().find(Kind.IMAGE, slugOrId));
  }

  private List<ObjectNode> listed(Request request) {
    boolean own = request.query("private").map("true"::equals).orElse(false);
    Stream<ObjectNode> offered = own ? Stream.of() : catalog.images().values().stream();
    return Stream.concat(offered, cloud.listed(Kind.IMAGE).stream())
        .filter(typed(request))
        .filter(
            image ->
                request
                    .query("tag_name")
                    .map(tag -> Json.texts(image, "tags").contains(tag))
                    .orElse(true))
        .toList();
  }

  private static Predicate<ObjectNode> typed(Request request) {
    return switch (request.query("type").orElse("")) {
      case "distribution" -> image -> Json.flag(image, "public");
      case "application" -> image -> false;
      default -> image -> true;
    };
  }

  private ObjectNode named(Request request) {
    return find(request.variable("image")).orElseThrow(ApiError::notFound);
  }

  private ObjectNode own(Request request) {
    ObjectNode image = named(request);
    if (Json.flag(image, "public")) {
      throw ApiError.forbidden("You do not have access for the attempted action.");
    }
    return image;
  }

  private Reply update(Request request) {
    String id = own(request).get("id").asString();
    cloud
        .store()
        .change(
            Kind.IMAGE,
            id,
            image -> {
              request.text("name").ifPresent(name -> image.put("name", name));
              request.text("description").ifPresent(text -> image.put("description", text));
            });
    return reply(cloud.find(Kind.IMAGE, id));
  }

  private Reply delete(Request request) {
    remove(own(request).get("id").asString());
    return Reply.noContent();
  }

  /** Deletes an image of the account. */
  void remove(String id) {
    ObjectNode image = cloud.find(Kind.IMAGE, id);
    cloud
        .store()
        .change(
            Kind.DROPLET,
            Json.text(image, "_droplet"),
            droplet ->
                droplet.set(
                    "snapshot_ids",
                    Json.numbers(
                        Json.texts(droplet, "snapshot_ids").stream()
                            .filter(one -> !one.equals(id))
                            .toList())));
    cloud.store().remove(Kind.IMAGE, id);
    works.discard("image", Json.text(image, "_machine_image"));
  }

  private Reply act(Request request) {
    ObjectNode image = own(request);
    String type = request.requiredText("type");
    if (!type.equals("transfer")) {
      throw ApiError.unprocessable("type is not a supported image action: " + type);
    }
    String region = request.requiredText("region");
    if (catalog.region(region).isEmpty()) {
      throw ApiError.unprocessable("region is invalid");
    }
    ObjectNode action =
        actions.begin(
            request,
            "image",
            type,
            image.get("id").asString(),
            region,
            pace.snapshot(),
            Json.object().put("region", region));
    return Reply.created(Json.wrap("action", actions.shown(action)));
  }

  private void transferred(ObjectNode action, boolean succeeded) {
    if (succeeded) {
      List<String> region = List.of(Json.text(action.get("_details"), "region"));
      cloud
          .store()
          .change(
              Kind.IMAGE,
              Json.text(action, "_resource"),
              image -> Json.add(image, "regions", region));
    }
  }

  /**
   * Makes the image that a droplet's snapshot action was about.
   *
   * @param machineImage the id of the image of the real machine; empty where there is none
   */
  ObjectNode addSnapshot(String name, ObjectNode droplet, String machineImage) {
    long id = cloud.store().next("image", 200_000_001);
    JsonNode from = droplet.get("image");
    ObjectNode image = Json.object().put("id", id).put("name", name).put("type", "snapshot");
    image.put("distribution", Json.text(from, "distribution")).putNull("slug");
    image.put("public", false).set("regions", Json.array(List.of(Json.text(droplet, "region"))));
    image.put("created_at", cloud.stamp()).put("min_disk_size", Json.number(droplet, "disk"));
    image.put("size_gigabytes", 1.4).put("description", "").put("status", "available");
    image.put("error_message", "").putArray("tags");
    image.put("_droplet", droplet.get("id").asString()).put("_machine_image", machineImage);
    cloud.store().put(Kind.IMAGE, Long.toString(id), image);
    return image;
  }

  private Predicate<ObjectNode> on(Request request) {
    return Actions.on("image", named(request).get("id").asString());
  }

  private static Reply reply(ObjectNode image) {
    return Reply.ok(Json.wrap("image", Json.shown(image)));
  }
}
