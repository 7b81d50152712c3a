package io.snapfleet.devcloud.resource;

import io.snapfleet.devcloud.Quotas;
import io.snapfleet.devcloud.http.ApiError;
import io.snapfleet.devcloud.http.Pages;
import io.snapfleet.devcloud.http.Reply;
import io.snapfleet.devcloud.http.Request;
import io.snapfleet.devcloud.http.Router;
import io.snapfleet.devcloud.store.Kind;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Copies of volumes at one moment, within the vendor's limits on how many and how often. */
final class VolumeSnapshots {
  private static final int MOST_OF_A_VOLUME = 25;

  private final Cloud cloud;
  private final Tags tags;
  private final Works works;
  private final Quotas quotas;

  VolumeSnapshots(Cloud cloud, Tags tags, Works works, Quotas quotas) {
    this.cloud = cloud;
    this.tags = tags;
    this.works = works;
    this.quotas = quotas;
  }

  void routes(Router router) {
    router
        .on(
            "GET /v2/volumes/snapshots/{snapshot}",
            "block_storage_snapshot:read",
            request ->
                Reply.ok(
                    Json.wrap(
                        "snapshot",
                        Json.shown(
                            cloud.find(Kind.VOLUME_SNAPSHOT, request.variable("snapshot"))))))
        .on(
            "DELETE /v2/volumes/snapshots/{snapshot}",
            "block_storage_snapshot:delete",
            this::delete)
        .on(
            "GET /v2/volumes/{volume}/snapshots",
            "block_storage_snapshot:read",
            request -> Pages.of(request, "snapshots", of(volume(request), listed()), Json::shown))
        .on("POST /v2/volumes/{volume}/snapshots", "block_storage_snapshot:create", this::create);
  }

  private ObjectNode volume(Request request) {
    return cloud.find(Kind.VOLUME, request.variable("volume"));
  }

  private List<ObjectNode> listed() {
    return cloud.listed(Kind.VOLUME_SNAPSHOT);
  }

  private static List<ObjectNode> of(ObjectNode volume, List<ObjectNode> all) {
    return all.stream()
        .filter(it -> Json.text(it, "resource_id").equals(Json.text(volume, "id")))
        .toList();
  }

  private Reply create(Request request) {
    ObjectNode volume = volume(request);
    String name = request.requiredText("name");
    List<ObjectNode> others = of(volume, List.copyOf(cloud.store().all(Kind.VOLUME_SNAPSHOT)));
    if (others.size() >= MOST_OF_A_VOLUME) {
      throw ApiError.unprocessable("A volume can have at most 25 snapshots.");
    }
    if (others.stream().anyMatch(it -> Json.text(it, "name").equals(name))) {
      throw ApiError.conflict("a snapshot of the volume has that name already");
    }
    if (others.stream().anyMatch(this::tooRecent)) {
      throw ApiError.conflict(
          "A volume can have one snapshot every %d minutes."
              .formatted(quotas.betweenVolumeSnapshots().toMinutes()));
    }
    ObjectNode snapshot = make(request, volume, name);
    works.snapshot(volume, Json.text(snapshot, "id"));
    cloud.create(request, Kind.VOLUME_SNAPSHOT, Json.text(snapshot, "id"), snapshot);
    return Reply.created(Json.wrap("snapshot", Json.shown(snapshot)));
  }

  private boolean tooRecent(ObjectNode snapshot) {
    Instant taken = Instant.ofEpochMilli(Json.number(snapshot, "_taken"));
    return cloud.now().isBefore(taken.plus(quotas.betweenVolumeSnapshots()));
  }

  private ObjectNode make(Request request, ObjectNode volume, String name) {
    ObjectNode snapshot = Json.object().put("id", cloud.newUuid()).put("name", name);
    snapshot.set("regions", Json.array(List.of(Json.text(volume, "region"))));
    snapshot.put("created_at", cloud.stamp()).put("_taken", cloud.now().toEpochMilli());
    snapshot.put("resource_id", Json.text(volume, "id")).put("resource_type", "volume");
    snapshot.put("min_disk_size", Json.number(volume, "size_gigabytes"));
    snapshot.put("size_gigabytes", 0.5);
    snapshot.set("tags", Json.array(tags.named(request)));
    return snapshot;
  }

  private Reply delete(Request request) {
    String id = Json.text(cloud.find(Kind.VOLUME_SNAPSHOT, request.variable("snapshot")), "id");
    cloud.store().remove(Kind.VOLUME_SNAPSHOT, id);
    works.discard("volume_snapshot", id);
    return Reply.noContent();
  }
}
