package io.snapfleet.devcloud.resource;

import io.snapfleet.devcloud.Pace;
import io.snapfleet.devcloud.Quotas;
import io.snapfleet.devcloud.fault.Fault;
import io.snapfleet.devcloud.http.ApiError;
import io.snapfleet.devcloud.http.Pages;
import io.snapfleet.devcloud.http.Reply;
import io.snapfleet.devcloud.http.Request;
import io.snapfleet.devcloud.http.Router;
import io.snapfleet.devcloud.machine.Machines;
import io.snapfleet.devcloud.store.Kind;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Droplets: created, shown, deleted. */
final class Droplets {
  private final Cloud cloud;
  private final DropletOrder.Desk desk;
  private final DropletView view;
  private final Addresses addresses;
  private final Tags tags;
  private final Actions actions;
  private final Pace pace;
  private final Quotas quotas;
  private final Machines machines;
  private final Works works;

  Droplets(
      Cloud cloud,
      DropletOrder.Desk desk,
      DropletView view,
      Tags tags,
      Actions actions,
      Pace pace,
      Quotas quotas,
      Machines machines,
      Works works) {
    this.cloud = cloud;
    this.desk = desk;
    this.view = view;
    this.addresses = new Addresses(cloud);
    this.tags = tags;
    this.actions = actions;
    this.pace = pace;
    this.quotas = quotas;
    this.machines = machines;
    this.works = works;
    actions.when("droplet create", this::created);
  }

  void routes(Router router) {
    router
        .on("GET /v2/droplets", "droplet:read", this::list)
        .on("POST /v2/droplets", "droplet:create", this::create)
        .on("DELETE /v2/droplets", "droplet:delete", this::deleteTagged)
        .on(
            "GET /v2/droplets/{droplet}",
            "droplet:read",
            request -> Reply.ok(Json.wrap("droplet", view.shown(named(request)))))
        .on("DELETE /v2/droplets/{droplet}", "droplet:delete", this::delete)
        .on("GET /v2/droplets/{droplet}/snapshots", "droplet:read", this::snapshots);
  }

  ObjectNode named(Request request) {
    return cloud.find(Kind.DROPLET, request.variable("droplet"));
  }

  private Reply list(Request request) {
    List<ObjectNode> droplets = cloud.listed(Kind.DROPLET, request);
    List<ObjectNode> wanted =
        request
            .query("name")
            .map(
                name ->
                    droplets.stream()
                        .filter(droplet -> Json.text(droplet, "name").equalsIgnoreCase(name))
                        .toList())
            .orElse(droplets);
    return Pages.of(request, "droplets", wanted, view::shown);
  }

  private Reply create(Request request) {
    DropletOrder order = desk.read(request);
    if (cloud.store().all(Kind.DROPLET).size() + order.names().size() > quotas.droplets()) {
      throw ApiError.unprocessable("creating this/these droplet(s) will exceed your droplet limit");
    }
    List<String> tagged = tags.named(request);
    List<ObjectNode> made = new ArrayList<>();
    ObjectNode body = Json.object();
    ArrayNode links = Json.object().putArray("actions");
    for (String name : order.names()) {
      ObjectNode droplet = make(request, order, name, tagged);
      made.add(droplet);
      links.add(link(request, begin(request, droplet)));
    }
    if (request.body().has("names")) {
      ArrayNode droplets = body.putArray("droplets");
      made.forEach(droplet -> droplets.add(view.shown(droplet)));
    } else {
      body.set("droplet", view.shown(made.getFirst()));
    }
    body.putObject("links").set("actions", links);
    return Reply.accepted(body);
  }

  private ObjectNode make(Request request, DropletOrder order, String name, List<String> tagged) {
    long number = cloud.store().next("droplet", 400_000_001L);
    String id = Long.toString(number);
    ObjectNode droplet = Json.object().put("id", number).put("name", name);
    for (String member : List.of("memory", "vcpus", "disk")) {
      droplet.set(member, order.size().get(member));
    }
    droplet.put("locked", !request.injection().has(Fault.NeverBoots.class)).put("status", "new");
    droplet.putNull("kernel").put("created_at", cloud.stamp());
    droplet.set("features", Json.array(order.features()));
    droplet.putArray("backup_ids");
    droplet.putNull("next_backup_window").putArray("snapshot_ids");
    droplet.set("image", Json.shown(order.image()));
    droplet.set("volume_ids", Json.array(order.volumes()));
    droplet.put("size_slug", Json.text(order.size(), "slug")).put("region", order.region());
    ObjectNode networks = droplet.putObject("networks");
    networks.putArray("v4");
    networks.putArray("v6");
    droplet.set("tags", Json.array(tagged));
    droplet.put("vpc_uuid", Json.text(order.vpc(), "id"));
    droplet.put("_public", addresses.nextPublic());
    droplet.put("_private", addresses.nextPrivate(order.vpc()));
    droplet.put("_machine_image", Json.text(order.image(), "_machine_image"));
    droplet.put("_user_data", order.userData()).set("_keys", Json.array(order.keys()));
    cloud.create(request, Kind.DROPLET, id, droplet);
    for (String volume : order.volumes()) {
      cloud.store().change(Kind.VOLUME, volume, it -> it.putArray("droplet_ids").add(number));
    }
    return droplet;
  }

  private ObjectNode begin(Request request, ObjectNode droplet) {
    String id = droplet.get("id").asString();
    String region = Json.text(droplet, "region");
    return actions.begin(request, "droplet", "create", id, region, pace.boot(), Json.object());
  }

  private static ObjectNode link(Request request, ObjectNode action) {
    String id = action.get("id").asString();
    return Json.object()
        .put("id", action.get("id").longValue())
        .put("rel", "create")
        .put("href", request.base() + "/v2/actions/" + id);
  }

  private void created(ObjectNode action, boolean succeeded) {
    String id = Json.text(action, "_resource");
    cloud
        .store()
        .change(
            Kind.DROPLET,
            id,
            droplet -> {
              droplet.put("locked", false);
              if (succeeded) {
                droplet.put("status", "active");
                Json.optionalText(action, "_result")
                    .ifPresentOrElse(
                        address -> realNetworks(droplet, address), () -> networks(droplet));
              }
            });
    if (succeeded) {
      cloud.store().find(Kind.DROPLET, id).ifPresent(droplet -> machines.started(guest(droplet)));
    }
  }

  /** Tells what stands behind droplets of those that were active before. */
  void resume() {
    cloud.store().all(Kind.DROPLET).stream()
        .filter(droplet -> Json.text(droplet, "status").equals("active"))
        .forEach(droplet -> machines.started(guest(droplet)));
  }

  private void networks(ObjectNode droplet) {
    ObjectNode vpc = cloud.find(Kind.VPC, Json.text(droplet, "vpc_uuid"));
    AddressRange range = AddressRange.parse(Json.text(vpc, "ip_range"));
    ArrayNode v4 = droplet.putObject("networks").putArray("v4");
    v4.add(network(Json.text(droplet, "_private"), range, "private"));
    v4.add(network(Json.text(droplet, "_public"), Addresses.PUBLIC, "public"));
    ((ObjectNode) droplet.get("networks")).putArray("v6");
  }

  /** A real machine has one address, which is reached from everywhere it can be reached from. */
  static void realNetworks(ObjectNode droplet, String address) {
    AddressRange range = AddressRange.parse(address + "/24");
    ObjectNode networks = droplet.putObject("networks");
    networks
        .putArray("v4")
        .add(network(address, range, "private"))
        .add(network(address, range, "public"));
    networks.putArray("v6");
  }

  private static ObjectNode network(String address, AddressRange range, String type) {
    return Json.object()
        .put("ip_address", address)
        .put("netmask", range.netmask())
        .put("gateway", range.address(1))
        .put("type", type);
  }

  static Machines.Guest guest(ObjectNode droplet) {
    return new Machines.Guest(
        droplet.get("id").asString(),
        Json.text(droplet, "_public"),
        Json.text(droplet, "_user_data"),
        Json.texts(droplet, "_keys"));
  }

  private Reply delete(Request request) {
    ObjectNode droplet = named(request);
    if (Json.flag(droplet, "locked")) {
      throw ApiError.unprocessable("Droplet already has a pending event.");
    }
    remove(droplet);
    return Reply.noContent();
  }

  private Reply deleteTagged(Request request) {
    if (request.query("tag_name").isEmpty()) {
      throw ApiError.badRequest("tag_name is required");
    }
    cloud.listed(Kind.DROPLET, request).forEach(this::remove);
    return Reply.noContent();
  }

  private void remove(ObjectNode droplet) {
    String id = droplet.get("id").asString();
    for (String volume : Json.texts(droplet, "volume_ids")) {
      cloud.store().change(Kind.VOLUME, volume, it -> it.putArray("droplet_ids"));
    }
    cloud.store().remove(Kind.DROPLET, id);
    machines.ended(guest(droplet));
    works.discard("droplet", id);
    works.discardWhenEmpty(Json.text(droplet, "vpc_uuid"));
  }

  private Reply snapshots(Request request) {
    List<ObjectNode> snapshots =
        Json.texts(named(request), "snapshot_ids").stream()
            .flatMap(id -> cloud.store().find(Kind.IMAGE, id).stream())
            .toList();
    return Pages.of(request, "snapshots", snapshots, Json::shown);
  }
}
