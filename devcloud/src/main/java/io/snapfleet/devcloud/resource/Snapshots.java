package io.snapfleet.devcloud.resource;

import io.snapfleet.devcloud.http.ApiError;
import io.snapfleet.devcloud.http.Pages;
import io.snapfleet.devcloud.http.Reply;
import io.snapfleet.devcloud.http.Request;
import io.snapfleet.devcloud.http.Router;
import io.snapfleet.devcloud.store.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Snapshots of droplets, which are images, and of volumes, in one form. */
final class Snapshots {
  private final Cloud cloud;
  private final Images images;
  private final Works works;

  Snapshots(Cloud cloud, Images images, Works works) {
    this.cloud = cloud;
    this.images = images;
    this.works = works;
  }

  void routes(Router router) {
    router
        .on(
            "GET /v2/snapshots",
            "snapshot:read",
            request -> Pages.of(request, "snapshots", listed(request), it -> it))
        .on("GET /v2/snapshots/{snapshot}", "snapshot:read", this::show)
        .on("DELETE /v2/snapshots/{snapshot}", "snapshot:delete", this::delete);
  }

  private List<ObjectNode> listed(Request request) {
    String type = request.query("resource_type").orElse("");
    Stream<ObjectNode> droplets =
        type.equals("volume")
            ? Stream.of()
            : cloud.listed(Kind.IMAGE).stream().map(Snapshots::ofImage);
    Stream<ObjectNode> volumes =
        type.equals("droplet")
            ? Stream.of()
            : cloud.listed(Kind.VOLUME_SNAPSHOT).stream().map(Json::shown);
    return Stream.concat(droplets, volumes).toList();
  }

  private Reply show(Request request) {
    String id = request.variable("snapshot");
    Optional<ObjectNode> found =
        cloud
            .store()
            .find(Kind.IMAGE, id)
            .map(Snapshots::ofImage)
            .or(() -> cloud.store().find(Kind.VOLUME_SNAPSHOT, id).map(Json::shown));
    return Reply.ok(Json.wrap("snapshot", found.orElseThrow(ApiError::notFound)));
  }

  private Reply delete(Request request) {
    String id = request.variable("snapshot");
    if (cloud.store().find(Kind.IMAGE, id).isPresent()) {
      images.remove(id);
    } else {
      cloud.find(Kind.VOLUME_SNAPSHOT, id);
      cloud.store().remove(Kind.VOLUME_SNAPSHOT, id);
      works.discard("volume_snapshot", id);
    }
    return Reply.noContent();
  }

  private static ObjectNode ofImage(ObjectNode image) {
    ObjectNode snapshot = Json.object().put("id", image.get("id").asString());
    for (String member :
        List.of("name", "created_at", "regions", "min_disk_size", "size_gigabytes", "tags")) {
      snapshot.set(member, image.get(member));
    }
    return snapshot
        .put("resource_id", Json.text(image, "_droplet"))
        .put("resource_type", "droplet");
  }
}
