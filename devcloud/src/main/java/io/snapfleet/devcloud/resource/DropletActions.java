package io.snapfleet.devcloud.resource;

import io.snapfleet.devcloud.Pace;
import io.snapfleet.devcloud.Pace.Span;
import io.snapfleet.devcloud.fault.Fault;
import io.snapfleet.devcloud.http.ApiError;
import io.snapfleet.devcloud.http.Reply;
import io.snapfleet.devcloud.http.Request;
import io.snapfleet.devcloud.http.Router;
import io.snapfleet.devcloud.machine.Machines;
import io.snapfleet.devcloud.store.Kind;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What can be done with droplets that exist; one thing at a time with each. */
final class DropletActions {
  private static final Set<String> TYPES =
      Set.of(
          "snapshot",
          "rebuild",
          "resize",
          "shutdown",
          "power_off",
          "power_on",
          "power_cycle",
          "reboot",
          "rename");

  private final Cloud cloud;
  private final Catalog catalog;
  private final Images images;
  private final Actions actions;
  private final Pace pace;
  private final Machines machines;

  DropletActions(
      Cloud cloud, Catalog catalog, Images images, Actions actions, Pace pace, Machines machines) {
    this.cloud = cloud;
    this.catalog = catalog;
    this.images = images;
    this.actions = actions;
    this.pace = pace;
    this.machines = machines;
    TYPES.forEach(type -> actions.when("droplet " + type, this::done));
  }

  void routes(Router router) {
    router
        .on("POST /v2/droplets/actions", "droplet:update", this::actOnTagged)
        .on("POST /v2/droplets/{droplet}/actions", "droplet:update", this::act)
        .on(
            "GET /v2/droplets/{droplet}/actions",
            "droplet:read",
            request -> actions.list(request, on(request)))
        .on(
            "GET /v2/droplets/{droplet}/actions/{id}",
            "droplet:read",
            request -> actions.show(request, on(request)));
  }

  private Predicate<ObjectNode> on(Request request) {
    String droplet = request.variable("droplet");
    cloud.find(Kind.DROPLET, droplet);
    return Actions.on("droplet", droplet);
  }

  private Reply act(Request request) {
    ObjectNode droplet = cloud.find(Kind.DROPLET, request.variable("droplet"));
    return Reply.created(Json.wrap("action", actions.shown(begin(request, droplet))));
  }

  private Reply actOnTagged(Request request) {
    if (request.query("tag_name").isEmpty()) {
      throw ApiError.badRequest("tag_name is required");
    }
    ArrayNode begun = Json.object().putArray("actions");
    for (ObjectNode droplet : cloud.listed(Kind.DROPLET, request)) {
      begun.add(actions.shown(begin(request, droplet)));
    }
    return Reply.created(Json.wrap("actions", begun));
  }

  private ObjectNode begin(Request request, ObjectNode droplet) {
    String type = request.requiredText("type");
    if (!TYPES.contains(type)) {
      throw ApiError.unprocessable("type is not a supported Droplet action: " + type);
    }
    if (Json.flag(droplet, "locked")) {
      throw ApiError.unprocessable("Droplet already has a pending event.");
    }
    ObjectNode details = details(request, type, droplet);
    String id = droplet.get("id").asString();
    if (!request.injection().has(Fault.ActionHangs.class)) {
      cloud.store().change(Kind.DROPLET, id, it -> it.put("locked", true));
    }
    Span span = type.equals("snapshot") ? pace.snapshot() : pace.action();
    return actions.begin(request, "droplet", type, id, Json.text(droplet, "region"), span, details);
  }

  /** What the request says about the action, checked. */
  private ObjectNode details(Request request, String type, ObjectNode droplet) {
    boolean off = Json.text(droplet, "status").equals("off");
    ObjectNode details = Json.object();
    switch (type) {
      case "snapshot" ->
          details.put(
              "name",
              request
                  .text("name")
                  .orElse(Json.text(droplet, "name") + "-" + cloud.now().toEpochMilli()));
      case "rename" -> details.put("name", request.requiredText("name"));
      case "rebuild" -> {
        ObjectNode image = image(request, droplet);
        details.put("machine_image", Json.text(image, "_machine_image"));
        details.set("image", Json.shown(image));
      }
      case "resize" -> details.setAll(resized(request, droplet, off));
      case "power_on" -> refuseWhen(!off, "Droplet is already powered on.");
      case "power_off", "shutdown", "power_cycle", "reboot" ->
          refuseWhen(off, "Droplet is already powered off.");
      default -> throw new IllegalStateException(type);
    }
    return details;
  }

  private static void refuseWhen(boolean refused, String reason) {
    if (refused) {
      throw ApiError.unprocessable(reason);
    }
  }

  private ObjectNode image(Request request, ObjectNode droplet) {
    ObjectNode image =
        request
            .value("image")
            .map(JsonNode::asString)
            .flatMap(images::find)
            .orElseThrow(() -> ApiError.unprocessable("image is invalid"));
    refuseWhen(
        !Json.texts(image, "regions").contains(Json.text(droplet, "region")),
        "Image is not available in this region.");
    refuseWhen(
        Json.number(image, "min_disk_size") > Json.number(droplet, "disk"),
        "Image is too large for the disk.");
    return image;
  }

  private ObjectNode resized(Request request, ObjectNode droplet, boolean off) {
    ObjectNode size =
        catalog
            .size(request.requiredText("size"))
            .orElseThrow(() -> ApiError.unprocessable("size is invalid"));
    refuseWhen(!off, "Droplet must be powered off to be resized.");
    refuseWhen(
        Json.number(size, "disk") < Json.number(droplet, "disk"), "This size has a smaller disk.");
    ObjectNode details = Json.object().put("size", Json.text(size, "slug"));
    return details.put("disk", request.flag("disk"));
  }

  private void done(ObjectNode action, boolean succeeded) {
    String id = Json.text(action, "_resource");
    cloud.store().change(Kind.DROPLET, id, droplet -> droplet.put("locked", false));
    if (succeeded) {
      cloud.store().find(Kind.DROPLET, id).ifPresent(droplet -> apply(action, id, droplet));
    }
  }

  private void apply(ObjectNode action, String id, ObjectNode droplet) {
    JsonNode details = action.get("_details");
    switch (Json.text(action, "type")) {
      case "snapshot" -> snapshotTaken(id, droplet, action);
      case "rename" -> change(id, it -> it.put("name", Json.text(details, "name")));
      case "rebuild" -> change(id, it -> rebuilt(it, action));
      case "resize" -> change(id, it -> resize(it, details));
      case "power_off", "shutdown" -> {
        change(id, it -> it.put("status", "off"));
        machines.ended(Droplets.guest(droplet));
      }
      default -> {
        change(id, it -> it.put("status", "active"));
        machines.started(Droplets.guest(droplet));
      }
    }
  }

  private void change(String id, Consumer<ObjectNode> edit) {
    cloud.store().change(Kind.DROPLET, id, edit);
  }

  private static void rebuilt(ObjectNode droplet, ObjectNode action) {
    JsonNode details = action.get("_details");
    droplet.set("image", details.get("image"));
    droplet.put("_machine_image", Json.text(details, "machine_image"));
    Json.optionalText(action, "_result")
        .ifPresent(address -> Droplets.realNetworks(droplet, address));
  }

  private void snapshotTaken(String id, ObjectNode droplet, ObjectNode action) {
    String name = Json.text(action.get("_details"), "name");
    ObjectNode image = images.addSnapshot(name, droplet, Json.text(action, "_result"));
    List<String> ids = Json.texts(droplet, "snapshot_ids");
    ids.add(image.get("id").asString());
    change(id, it -> it.set("snapshot_ids", Json.numbers(ids)));
  }

  private void resize(ObjectNode droplet, JsonNode details) {
    String slug = Json.text(details, "size");
    ObjectNode size = catalog.size(slug).orElseThrow();
    droplet.put("size_slug", slug).set("memory", size.get("memory"));
    droplet.set("vcpus", size.get("vcpus"));
    if (Json.flag(details, "disk")) {
      droplet.set("disk", size.get("disk"));
    }
  }
}
