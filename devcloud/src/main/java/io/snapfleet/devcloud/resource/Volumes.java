package io.snapfleet.devcloud.resource;

import io.snapfleet.devcloud.Quotas;
import io.snapfleet.devcloud.http.ApiError;
import io.snapfleet.devcloud.http.Pages;
import io.snapfleet.devcloud.http.Reply;
import io.snapfleet.devcloud.http.Request;
import io.snapfleet.devcloud.http.Router;
import io.snapfleet.devcloud.store.Kind;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Block storage: created, shown, deleted. */
final class Volumes {
  private static final int MOST_GIGABYTES = 16_384;

  private final Cloud cloud;
  private final Catalog catalog;
  private final Tags tags;
  private final Works works;
  private final Quotas quotas;

  Volumes(Cloud cloud, Catalog catalog, Tags tags, Works works, Quotas quotas) {
    this.cloud = cloud;
    this.catalog = catalog;
    this.tags = tags;
    this.works = works;
    this.quotas = quotas;
  }

  void routes(Router router) {
    router
        .on(
            "GET /v2/volumes",
            "block_storage:read",
            request -> Pages.of(request, "volumes", matching(request), this::shown))
        .on("POST /v2/volumes", "block_storage:create", this::create)
        .on("DELETE /v2/volumes", "block_storage:delete", this::deleteNamed)
        .on(
            "GET /v2/volumes/{volume}",
            "block_storage:read",
            request ->
                Reply.ok(
                    Json.wrap(
                        "volume", shown(cloud.find(Kind.VOLUME, request.variable("volume"))))))
        .on("DELETE /v2/volumes/{volume}", "block_storage:delete", this::delete);
  }

  private List<ObjectNode> matching(Request request) {
    return cloud.listed(Kind.VOLUME, request).stream()
        .filter(volume -> fits(request, volume, "name") && fits(request, volume, "region"))
        .toList();
  }

  private static boolean fits(Request request, ObjectNode volume, String member) {
    return request.query(member).map(Json.text(volume, member)::equals).orElse(true);
  }

  private Reply create(Request request) {
    String name = request.requiredText("name");
    if (!name.matches("[a-z][a-z0-9-]{0,63}")) {
      throw ApiError.unprocessable(
          "name must begin with a letter and have lower-case letters, digits and dashes only");
    }
    if (cloud.store().all(Kind.VOLUME).size() >= quotas.volumes()) {
      throw ApiError.forbidden("You have reached the volume limit of your account.");
    }
    Optional<ObjectNode> source = source(request);
    String region = request.text("region").or(() -> source.map(Volumes::regionOf)).orElse("(none)");
    if (catalog.region(region).isEmpty()) {
      throw ApiError.unprocessable("region is invalid");
    }
    if (find(name, region).isPresent()) {
      throw ApiError.conflict("a volume with that name already exists in region " + region);
    }
    int size = size(request, source, region);
    ObjectNode volume = make(request, name, region, size);
    works.copy(volume);
    cloud.create(request, Kind.VOLUME, Json.text(volume, "id"), volume);
    return Reply.created(Json.wrap("volume", shown(volume)));
  }

  private Optional<ObjectNode> source(Request request) {
    return request
        .text("snapshot_id")
        .filter(id -> !id.isEmpty())
        .map(
            id ->
                cloud
                    .store()
                    .find(Kind.VOLUME_SNAPSHOT, id)
                    .orElseThrow(
                        () -> ApiError.unprocessable("snapshot_id is no snapshot of a volume")));
  }

  private static String regionOf(ObjectNode snapshot) {
    return Json.texts(snapshot, "regions").getFirst();
  }

  private static int size(Request request, Optional<ObjectNode> source, String region) {
    long least = source.map(snapshot -> Json.number(snapshot, "min_disk_size")).orElse(1L);
    int size = request.integer("size_gigabytes").orElse(source.isPresent() ? (int) least : 0);
    if (source.isPresent() && !regionOf(source.get()).equals(region)) {
      throw ApiError.unprocessable("the snapshot is in another region");
    }
    if (size < least) {
      throw ApiError.unprocessable("size_gigabytes must be at least " + least);
    }
    if (size > MOST_GIGABYTES) {
      throw ApiError.unprocessable("size_gigabytes must be at most " + MOST_GIGABYTES);
    }
    return size;
  }

  private ObjectNode make(Request request, String name, String region, int size) {
    ObjectNode volume = Json.object().put("id", cloud.newUuid()).put("name", name);
    volume.putArray("droplet_ids");
    volume.put("description", request.text("description").orElse(""));
    volume.put("size_gigabytes", size).put("created_at", cloud.stamp()).put("region", region);
    volume.put("filesystem_type", request.text("filesystem_type").orElse(""));
    volume.put("filesystem_label", request.text("filesystem_label").orElse(""));
    volume.put("_snapshot", request.text("snapshot_id").orElse(""));
    volume.set("tags", Json.array(tags.named(request)));
    return volume;
  }

  Optional<ObjectNode> find(String name, String region) {
    return cloud.store().all(Kind.VOLUME).stream()
        .filter(volume -> Json.text(volume, "name").equals(name))
        .filter(volume -> Json.text(volume, "region").equals(region))
        .findFirst();
  }

  private Reply delete(Request request) {
    return remove(cloud.find(Kind.VOLUME, request.variable("volume")));
  }

  private Reply deleteNamed(Request request) {
    return remove(
        find(request.query("name").orElse(""), request.query("region").orElse(""))
            .orElseThrow(ApiError::notFound));
  }

  private Reply remove(ObjectNode volume) {
    if (!Json.texts(volume, "droplet_ids").isEmpty()) {
      throw ApiError.conflict("a volume that is attached to a Droplet cannot be deleted");
    }
    if (Json.flag(volume, "_busy")) {
      throw ApiError.conflict("the volume already has a pending event");
    }
    cloud.store().remove(Kind.VOLUME, Json.text(volume, "id"));
    works.discard("volume", Json.text(volume, "id"));
    return Reply.noContent();
  }

  private ObjectNode shown(ObjectNode volume) {
    ObjectNode shown = Json.shown(volume);
    catalog.region(Json.text(volume, "region")).ifPresent(region -> shown.set("region", region));
    return shown;
  }
}
