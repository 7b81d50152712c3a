package io.snapfleet.devcloud.resource;

import io.snapfleet.devcloud.Pace;
import io.snapfleet.devcloud.fault.Fault;
import io.snapfleet.devcloud.http.ApiError;
import io.snapfleet.devcloud.http.Reply;
import io.snapfleet.devcloud.http.Request;
import io.snapfleet.devcloud.http.Router;
import io.snapfleet.devcloud.store.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Attaching, detaching and growing volumes; one thing at a time with each. */
final class VolumeActions {
  private static final int MOST_OF_A_DROPLET = 15;
  private static final int MOST_GIGABYTES = 16_384;
  private static final Map<String, String> SHOWN_AS =
      Map.of("attach", "attach_volume", "detach", "detach_volume", "resize", "resize_volume");

  private final Cloud cloud;
  private final Volumes volumes;
  private final Actions actions;
  private final Works works;
  private final Pace pace;

  VolumeActions(Cloud cloud, Volumes volumes, Actions actions, Works works, Pace pace) {
    this.cloud = cloud;
    this.volumes = volumes;
    this.actions = actions;
    this.works = works;
    this.pace = pace;
    SHOWN_AS.values().forEach(type -> actions.when("volume " + type, this::done));
  }

  void routes(Router router) {
    router
        .on("POST /v2/volumes/actions", "block_storage_action:create", this::actOnNamed)
        .on(
            "POST /v2/volumes/{volume}/actions",
            "block_storage_action:create",
            request -> act(request, volume(request)))
        .on(
            "GET /v2/volumes/{volume}/actions",
            "block_storage_action:read",
            request -> actions.list(request, on(request)))
        .on(
            "GET /v2/volumes/{volume}/actions/{id}",
            "block_storage_action:read",
            request -> actions.show(request, on(request)));
  }

  private ObjectNode volume(Request request) {
    return cloud.find(Kind.VOLUME, request.variable("volume"));
  }

  private Predicate<ObjectNode> on(Request request) {
    return Actions.on("volume", Json.text(volume(request), "id"));
  }

  private Reply actOnNamed(Request request) {
    String region = request.text("region").orElse("");
    return act(
        request,
        volumes.find(request.requiredText("volume_name"), region).orElseThrow(ApiError::notFound));
  }

  private Reply act(Request request, ObjectNode volume) {
    String type = request.requiredText("type");
    if (!SHOWN_AS.containsKey(type)) {
      throw ApiError.unprocessable("type is not a supported volume action: " + type);
    }
    if (Json.flag(volume, "_busy")) {
      throw ApiError.unprocessable("Volume already has a pending event.");
    }
    if (works.areReal()) {
      throw ApiError.unprocessable(
          "real machines take volumes at their creation and keep them: name it in volumes there");
    }
    ObjectNode details = Json.object();
    switch (type) {
      case "attach" -> details.put("droplet", attachable(request, volume));
      case "detach" -> details.put("droplet", detachable(request, volume));
      default -> details.put("size", larger(request, volume));
    }
    String id = Json.text(volume, "id");
    if (!request.injection().has(Fault.ActionHangs.class)) {
      cloud.store().change(Kind.VOLUME, id, it -> it.put("_busy", true));
    }
    ObjectNode action =
        actions.begin(
            request,
            "volume",
            SHOWN_AS.getOrDefault(type, type),
            id,
            Json.text(volume, "region"),
            pace.action(),
            details);
    return Reply.accepted(Json.wrap("action", actions.shown(action)));
  }

  private long attachable(Request request, ObjectNode volume) {
    ObjectNode droplet = droplet(request);
    if (!Json.texts(volume, "droplet_ids").isEmpty()) {
      throw ApiError.unprocessable("Volume is already attached to a Droplet.");
    }
    if (!Json.text(droplet, "region").equals(Json.text(volume, "region"))) {
      throw ApiError.unprocessable("Droplet and volume are in different regions.");
    }
    if (Json.texts(droplet, "volume_ids").size() >= MOST_OF_A_DROPLET) {
      throw ApiError.unprocessable("A Droplet can have at most 15 volumes.");
    }
    if (Json.flag(droplet, "locked")) {
      throw ApiError.unprocessable("Droplet already has a pending event.");
    }
    return Json.number(droplet, "id");
  }

  private long detachable(Request request, ObjectNode volume) {
    ObjectNode droplet = droplet(request);
    if (!Json.texts(volume, "droplet_ids").contains(droplet.get("id").asString())) {
      throw ApiError.unprocessable("Volume is not attached to this Droplet.");
    }
    return Json.number(droplet, "id");
  }

  private ObjectNode droplet(Request request) {
    return request
        .value("droplet_id")
        .flatMap(id -> cloud.store().find(Kind.DROPLET, id.asString()))
        .orElseThrow(() -> ApiError.unprocessable("droplet_id is no Droplet"));
  }

  private static int larger(Request request, ObjectNode volume) {
    int size =
        request
            .integer("size_gigabytes")
            .orElseThrow(() -> ApiError.unprocessable("size_gigabytes is required"));
    if (size < Json.number(volume, "size_gigabytes") || size > MOST_GIGABYTES) {
      throw ApiError.unprocessable("size_gigabytes can only grow, up to " + MOST_GIGABYTES);
    }
    return size;
  }

  private void done(ObjectNode action, boolean succeeded) {
    String id = Json.text(action, "_resource");
    cloud.store().change(Kind.VOLUME, id, volume -> volume.remove("_busy"));
    if (succeeded && cloud.store().find(Kind.VOLUME, id).isPresent()) {
      apply(Json.text(action, "type"), id, action.get("_details"));
    }
  }

  private void apply(String type, String volume, JsonNode details) {
    if (type.equals("resize_volume")) {
      long size = Json.number(details, "size");
      cloud.store().change(Kind.VOLUME, volume, it -> it.put("size_gigabytes", size));
      return;
    }
    boolean attached = type.equals("attach_volume");
    long droplet = Json.number(details, "droplet");
    String dropletId = Long.toString(droplet);
    if (attached && cloud.store().find(Kind.DROPLET, dropletId).isEmpty()) {
      return;
    }
    cloud
        .store()
        .change(
            Kind.VOLUME,
            volume,
            it -> it.set("droplet_ids", Json.numbers(attached ? List.of(dropletId) : List.of())));
    cloud
        .store()
        .change(
            Kind.DROPLET,
            dropletId,
            it -> {
              List<String> ids = new ArrayList<>(Json.texts(it, "volume_ids"));
              ids.remove(volume);
              if (attached) {
                ids.add(volume);
              }
              it.set("volume_ids", Json.array(ids));
            });
  }
}
